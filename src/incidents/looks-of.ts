import type { PodRow, Verdict } from '../diagnosis/diagnosis.ts';
import type { FilledFinding, Report } from '../diagnosis/report.ts';
import type { Look } from './incident.ts';

/** One cause of a report, and the report as it is about that cause alone. */
export interface SeenCause {
  readonly look: Look;
  readonly report: Report;
}

/** What is said where no cause is known, by the verdict. */
const UNEXPLAINED: Readonly<Record<Verdict, string>> = {
  unhealthy: 'unwell, and nothing that was found says why',
  waiting: 'not ready yet, and nothing that was found is wrong',
  inconclusive: 'nothing that was found is wrong, but not everything could be read',
  healthy: 'well',
};

/**
 * What a report says, cause by cause: pods that fail for different reasons, or come of different templates, are different
 * incidents. Never empty; the first is the one that the report puts first.
 * @param templates of each pod: the hash of its template
 */
export function looksOf(report: Report, templates: ReadonlyMap<string, string>): readonly SeenCause[] {
  if (report.verdict === 'healthy') return [{ look: wellLook(report), report }];
  const shares = sharesOf(report).flatMap((share) => byTemplate(share, templates));
  return shares.map((share, index) => ({
    look: lookOf(share, report),
    report: index === 0 && shares.length === 1 ? report : focused(report, share),
  }));
}

interface Share {
  /** Absent where no cause is known. */
  readonly finding?: FilledFinding;
  readonly pods: readonly string[];
  readonly template: string;
}

function sharesOf(report: Report): readonly Omit<Share, 'template'>[] {
  const { findings, split = [], pods } = report;
  const [first] = findings;
  const shares = split.flatMap((share) => {
    if (share.state === 'well') return [];
    const finding = share.finding === undefined ? undefined : findings[share.finding];
    return [{ ...(finding ? { finding } : {}), pods: share.pods }];
  });
  // Where the target itself is to blame its pods only suffer from it.
  if (first && (shares.length === 0 || first.pods.length === 0))
    return [{ finding: first, pods: first.pods }];
  return shares.length > 0 ? shares : [{ pods: pods.filter(isUnready).map(({ name }) => name) }];
}

/** As kubectl shows it. */
function isUnready({ ready, status }: PodRow): boolean {
  return !(/^(\d+)\/\1$/.test(ready) && status === 'Running') && status !== 'Completed';
}

function byTemplate(
  share: Omit<Share, 'template'>,
  templates: ReadonlyMap<string, string>,
): readonly Share[] {
  const groups = new Map<string, string[]>();
  for (const pod of share.pods) {
    const template = templates.get(pod) ?? '';
    groups.set(template, [...(groups.get(template) ?? []), pod]);
  }
  if (groups.size === 0) return [{ ...share, template: '' }];
  return [...groups].map(([template, pods]) => ({ ...share, pods, template }));
}

function lookOf({ finding, pods, template }: Share, report: Report): Look {
  const base = { template, verdict: report.verdict, unwell: pods, pods: report.pods.length };
  if (!finding)
    return { ...base, cause: 'unexplained', title: report.unexplained ?? UNEXPLAINED[report.verdict] };
  const [remedy] = finding.remedies;
  const fix = remedy && {
    text: remedy.text,
    ...(remedy.command === undefined ? {} : { command: remedy.command, changes: remedy.changes }),
  };
  return {
    ...base,
    cause: `${finding.playbook}/${finding.cause}`,
    title: finding.title,
    ...(fix ? { fix } : {}),
  };
}

function wellLook({ pods, verdict }: Report): Look {
  return { cause: 'none', title: 'well', template: '', verdict, unwell: [], pods: pods.length };
}

/** The report without the pods that fail for another reason, and without what is wrong with those. */
function focused(report: Report, { finding, pods }: Share): Report {
  const names = new Set(pods);
  const { split: _, ...rest } = report;
  const others = report.findings.filter(
    (other) => other !== finding && other.pods.some((pod) => names.has(pod)),
  );
  return {
    ...rest,
    pods: report.pods.filter(({ name }) => names.has(name)),
    findings: [...(finding ? [finding] : []), ...others],
  };
}
