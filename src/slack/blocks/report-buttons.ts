import type { Ask, Reply } from '../../asks.ts';
import type { Report } from '../../diagnosis/report.ts';
import { ACTION_IDS } from './action-ids.ts';
import { encodeAsk } from './ask-value.ts';
import { actions, type Button, button } from './block-kit.ts';
import type { Part } from './fit-blocks.ts';
import { closerLookAt } from './fix.ts';
import type { RenderOptions } from './rendered.ts';

type ReportReply = Extract<Reply, { kind: 'report' }>;

/** What can be asked next, each a complete ask: a click needs nothing but its value. */
export function reportButtons(reply: ReportReply, report: Report, options: RenderOptions): Part {
  const { ask } = reply;
  const { withoutButtons: without = [] } = options;
  const rerun = without.includes('rerun') ? [] : button('Re-run', ACTION_IDS.rerun, encodeAsk(ask));
  const share = options.ephemeral ? button('Share', ACTION_IDS.share, encodeAsk(ask)) : [];
  const all = [
    ...rerun,
    ...logButtons(ask, report, options),
    ...objectButtons(reply, report, options),
    ...share,
  ];
  return { importance: 1, variants: [actions(all), actions([...rerun, ...share]), []] };
}

function logButtons(ask: Ask, report: Report, { logs }: RenderOptions): readonly Button[] {
  const look = closerLookAt(report);
  if (!logs || !look) return [];
  const about: Ask = {
    verb: 'logs',
    cluster: ask.cluster,
    namespace: look.namespace,
    target: `pod/${look.pod}`,
    ...(look.container ? { container: look.container } : {}),
  };
  const restarted = report.pods.some(({ name, restarts }) => name === look.pod && restarts > 0);
  return [
    ...(look.state === 'never-ran' ? [] : button('Logs', ACTION_IDS.logs, encodeAsk(about))),
    ...(restarted
      ? button('Previous logs', ACTION_IDS.previous, encodeAsk({ ...about, previous: true }))
      : []),
  ];
}

function objectButtons(
  { ask, watch }: ReportReply,
  report: Report,
  { withoutButtons = [] }: RenderOptions,
): readonly Button[] {
  const { kind, namespace, name } = report.target;
  const { cluster } = ask;
  const isSelector = kind === 'Selector';
  const target: Ask = {
    verb: 'events',
    cluster,
    ...(namespace ? { namespace } : {}),
    ...(isSelector ? { selector: name } : { target: `${kind.toLowerCase()}/${name}` }),
  };
  const isWatched = ask.verb === 'watch' && (watch ?? 'watching') === 'watching';
  return [
    ...button('Events', ACTION_IDS.events, encodeAsk(target)),
    ...(isSelector ? [] : button('YAML', ACTION_IDS.yaml, encodeAsk({ ...target, verb: 'yaml' }))),
    ...(isWatched || report.verdict === 'healthy' || withoutButtons.includes('watch')
      ? []
      : button('Watch', ACTION_IDS.watch, encodeAsk({ ...target, verb: 'watch' }))),
  ];
}
