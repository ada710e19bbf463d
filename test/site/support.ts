import { playbooks } from '../../playbooks/index.ts';
import { cleanReport, cleanText } from '../../src/diagnosis/gate.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { type Report, toReport } from '../../src/diagnosis/report.ts';
import { type Collected, type Read, readKey, type Snapshot } from '../../src/diagnosis/snapshot.ts';
import { loadSite, type Site } from '../../src/site/load-site.ts';

/** A folder with one file, acme.yaml, or with those that are given by name. */
export function siteOf(files: string | Readonly<Record<string, string>>, before?: Site): Site {
  const named = typeof files === 'string' ? { 'acme.yaml': files } : files;
  return loadSite(
    Object.entries(named).map(([name, text]) => ({ name, text })),
    { builtIn: playbooks, gate: cleanText },
    before?.rules,
  );
}

/** What is wrong with acme.yaml, as `line: message`. */
export function problemsOf(text: string): readonly string[] {
  return siteOf(text).problems.map(({ line, message }) => `${line}: ${message}`);
}

/** A site whose files are in order; anything else is the test's own fault. */
export function soundSite(files: string | Readonly<Record<string, string>>): Site {
  const site = siteOf(files);
  if (site.problems.length > 0) throw new Error(JSON.stringify(site.problems));
  return site;
}

export interface Diagnosed {
  readonly report: Report;
  /** Sections that were asked for, one for each request. */
  readonly asked: readonly Read[];
}

/** Diagnoses a pod by a site's playbooks alone, or by all of them; `answers` stands for the cluster. */
export function diagnose(
  start: Snapshot,
  { playbooks: all }: Pick<Site, 'playbooks'>,
  answers: (read: Read) => Collected<unknown> = () => FORBIDDEN,
): Diagnosed {
  const asked: Read[] = [];
  let snapshot = start;
  for (let pass = 0; pass < 4; pass++) {
    const { wants } = judge(snapshot, all);
    if (wants.length === 0) break;
    asked.push(...wants);
    const facts = wants.map((read) => [readKey(read), answers(read)] as const);
    snapshot = { ...snapshot, facts: new Map([...snapshot.facts, ...facts]) };
  }
  const cost = { requests: asked.length, roundTrips: 1, durationMs: 1 };
  const { diagnosis } = judge(snapshot, all);
  return { report: cleanReport(toReport(diagnosis, all, { cluster: 'test', cost })), asked };
}

export const FORBIDDEN: Collected<never> = {
  status: 'unavailable',
  reason: 'forbidden',
  message: 'withheld by the test',
};

/** The site's own playbooks, so that nothing else asks or finds. */
export function ownOnly(site: Site): Pick<Site, 'playbooks'> {
  const ids = new Set(playbooks.map(({ id }) => id));
  return { playbooks: site.playbooks.filter(({ id }) => !ids.has(id)) };
}
