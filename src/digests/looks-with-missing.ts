import type { FilledFinding, Report } from '../diagnosis/report.ts';
import { looksOf, type SeenCause } from '../incidents/looks-of.ts';

/**
 * Why an owner lacks pods, and what is wrong with those that it has: the one does not come of the other, as it mostly does
 * where the owner itself is to blame.
 */
export function looksWithMissing(report: Report): readonly SeenCause[] {
  const refusals = report.findings.filter(
    ({ playbook, pods }) => playbook === 'not-created' && pods.length === 0,
  );
  const others = report.findings.filter(({ pods }) => pods.length > 0);
  if (refusals.length === 0 || others.length === 0) return looksOf(report, new Map());
  return [
    ...looksOf({ ...report, findings: refusals, split: [] }, new Map()),
    ...looksOf(onlyWith(others, report), new Map()),
  ];
}

/** Shares name their findings by place. */
function onlyWith(findings: readonly FilledFinding[], report: Report): Report {
  const places = new Map(findings.map((finding, place) => [finding, place]));
  const split = report.split?.map((share) => {
    const { finding, ...rest } = share;
    const found = finding === undefined ? undefined : report.findings[finding];
    const place = found && places.get(found);
    return place === undefined ? rest : { ...rest, finding: place };
  });
  return { ...report, findings, ...(split ? { split } : {}) };
}
