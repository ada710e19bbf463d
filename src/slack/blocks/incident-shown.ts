import type { Gate } from '../../diagnosis/gate.ts';
import type { AlertSubject } from '../../incidents/alert-news.ts';
import { canSilence } from '../../incidents/can-silence.ts';
import type { Incident, IncidentAlert, IncidentFix } from '../../incidents/incident.ts';
import { worstSeverity } from '../../incidents/severity.ts';
import { cutLine } from '../limits.ts';

/** What of an incident a person sees: every text past the gate, on one line and bounded. Our own ids are as they are. */
export interface ShownIncident
  extends Omit<Incident, 'subject' | 'title' | 'fix' | 'unwell' | 'alerts' | 'template' | 'place'> {
  readonly subject: AlertSubject;
  /** `Deployment shop/web`. */
  readonly about: string;
  readonly title: string;
  readonly fix?: IncidentFix;
  readonly unwell: number;
  /** Names of its alerts, each once, those that fire first. */
  readonly alerts: readonly string[];
  readonly firing: readonly string[];
  /** One that fires can be silenced in Alertmanager. */
  readonly canSilence: boolean;
  /** The worst of its alerts'. */
  readonly severity?: string;
}

const TITLE = 220;
const NAME = 120;

/** Passes an incident through the gate. */
export function shownIncident(incident: Incident, clean: Gate): ShownIncident {
  const word = (text: string, most = NAME) => cutLine(clean(text), most);
  const { subject: raw, title, fix, unwell, alerts, template: _, place: __, ...rest } = incident;
  const subject = {
    cluster: word(raw.cluster),
    ...(raw.namespace === undefined ? {} : { namespace: word(raw.namespace) }),
    kind: word(raw.kind),
    name: word(raw.name),
  };
  const firing = alerts.filter(({ status }) => status === 'firing');
  const severity = worstSeverity(alerts);
  return {
    ...rest,
    subject,
    about: `${subject.kind} ${subject.namespace ? `${subject.namespace}/` : ''}${subject.name}`,
    // A title is a clause in a line of ours.
    title: word(title, TITLE).replace(/\.$/, ''),
    ...(fix ? { fix: cleanFix(fix, clean) } : {}),
    unwell: unwell.length,
    alerts: namesOf([...firing, ...alerts], word),
    firing: namesOf(firing, word),
    canSilence: firing.some(canSilence),
    ...(severity === undefined ? {} : { severity: word(severity, 40) }),
  };
}

function cleanFix(fix: IncidentFix, clean: Gate): IncidentFix {
  const { text, command } = fix;
  return { ...fix, text: clean(text), ...(command === undefined ? {} : { command: clean(command) }) };
}

function namesOf(alerts: readonly IncidentAlert[], word: (text: string) => string): readonly string[] {
  return [...new Set(alerts.map(({ alertname }) => word(alertname) || 'an alert without a name'))];
}
