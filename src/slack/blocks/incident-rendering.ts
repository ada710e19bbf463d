import type { Reply } from '../../asks.ts';
import { type Gate, gatePer } from '../../diagnosis/gate.ts';
import type { IncidentRendering } from '../../incident-ports.ts';
import type { Incident, Storm } from '../../incidents/incident.ts';
import { stormOrder } from '../../incidents/storm-order.ts';
import { cutLine } from '../limits.ts';
import { context } from './block-kit.ts';
import { type Part, part } from './fit-blocks.ts';
import { cardParts } from './incident-card.ts';
import { incidentHeadline } from './incident-headline.ts';
import { noteMessage } from './incident-note.ts';
import { shownIncident } from './incident-shown.ts';
import { renderReply } from './render-reply.ts';
import { message, type RenderOptions } from './rendered.ts';
import { reportBody } from './report.ts';
import { type StormShown, stormCall, stormMessage } from './storm.ts';
import { stormFileOf } from './storm-file.ts';

export interface IncidentRenderingOptions {
  /** Redacts and sanitizes. */
  readonly clean: Gate;
  /** False keeps every line of a log out of Slack. */
  readonly logs: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const MOST_NEAR = 5;

/** Incidents, their changes and their storms as Slack shows them. */
export function createIncidentRendering({ clean, logs, now }: IncidentRenderingOptions): IncidentRendering {
  const options = (without: RenderOptions['withoutButtons']): RenderOptions => ({
    clean,
    logs,
    now: now(),
    ...(without ? { withoutButtons: without } : {}),
  });
  // The incidents of a storm say the same things.
  const cleanOf = gatePer(clean);
  const shownStorm = (storm: Storm, incidents: readonly Incident[]): StormShown => ({
    storm,
    incidents,
    now: now(),
    shown: stormOrder(incidents).map((incident) => shownIncident(incident, cleanOf(storm))),
  });
  return {
    card(incident) {
      const shown = shownIncident(incident, clean);
      return message(incidentHeadline(shown, now()), cardParts(shown, now()));
    },
    full(incident, reply) {
      const shown = shownIncident(incident, clean);
      const isReport = reply.kind === 'report';
      // A button that answers in the place of its message would put the incident out of sight.
      const below = isReport ? reportBody(reply, options(['rerun', 'watch'])) : nearParts(reply, clean);
      return message(incidentHeadline(shown, now()), [...cardParts(shown, now(), !isReport), ...below]);
    },
    // The incident's own Re-run looks at all of it.
    report: (reply) => renderReply(reply, options(['rerun'])).message,
    note: (note, incident) => noteMessage(note, shownIncident(incident, clean), clean),
    storm: (storm, incidents) => stormMessage(shownStorm(storm, incidents)),
    stormCall,
    stormFile: (storm, incidents) => stormFileOf(shownStorm(storm, incidents)),
  };
}

/** What may have been meant. */
function nearParts(reply: Reply, clean: Gate): readonly Part[] {
  if (reply.kind !== 'unresolved') return [];
  const names = reply.near.map(
    ({ kind, namespace, name }) => `${kind} ${namespace ? `${namespace}/` : ''}${name}`,
  );
  if (names.length === 0) return [];
  const rest = names.length - MOST_NEAR;
  const shown = names.slice(0, MOST_NEAR).map((name) => cutLine(clean(name), 200));
  return [part(2, [context(`It may be: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`)])];
}
