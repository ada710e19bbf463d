import { playbooks } from '../../playbooks/index.ts';
import { type FilledFinding, type Report, toReport } from '../../src/diagnosis/report.ts';
import type { Read, SectionName } from '../../src/diagnosis/snapshot.ts';
import { NOW, node } from './build.ts';
import { diagnoseRecorded } from './recorded.ts';

export interface Asking {
  readonly objects: readonly object[];
  readonly target?: string;
  /** The current log of each container, by `pod/container`; lines may begin with a time. */
  readonly logs?: Readonly<Record<string, string>>;
  readonly previous?: Readonly<Record<string, string>>;
  readonly withhold?: (read: Read) => boolean;
}

/** What all playbooks say of a target of the made cluster, Service web unless told. */
export function reportOf({
  objects,
  target = 'svc/web',
  logs = {},
  previous = {},
  withhold,
}: Asking): Report {
  const keys = [...new Set([...Object.keys(logs), ...Object.keys(previous)])];
  const recorded = {
    takenAt: NOW,
    namespace: 'shop',
    objects: [{ kind: 'Node', ...node() }, ...objects],
    logs: Object.fromEntries(
      keys.map((key) => [`shop/${key}`, { current: textOf(logs[key]), previous: textOf(previous[key]) }]),
    ),
  };
  const diagnosis = diagnoseRecorded(recorded as never, target, playbooks, withhold);
  const cost = { requests: 0, roundTrips: 0, durationMs: 0 };
  return toReport(diagnosis, playbooks, { cluster: 'test', cost });
}

function textOf(text: string | undefined): { text?: string; error?: string } {
  return text === undefined ? { error: 'not found' } : { text };
}

/** The findings of this playbook. */
export function foundIn(report: Report): readonly FilledFinding[] {
  return report.findings.filter(({ playbook }) => playbook === 'service');
}

/** The one finding of this playbook. */
export function onlyIn(report: Report): FilledFinding {
  const [first, ...more] = foundIn(report);
  if (!first || more.length > 0) throw new Error(`expected one finding: ${JSON.stringify(report.findings)}`);
  return first;
}

export function commandsOf({ remedies }: FilledFinding): readonly string[] {
  return remedies.flatMap(({ command }) => command ?? []);
}

/** Withholds questions of some sections. */
export function without(...sections: readonly SectionName[]): (read: Read) => boolean {
  return ({ section }) => sections.includes(section);
}
