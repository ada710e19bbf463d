import { counted } from '../diagnosis/counted.ts';
import { cleanText } from '../diagnosis/gate.ts';
import { cleanDeep } from '../diagnosis/sanitize.ts';
import { compareDigests } from '../digests/compare-digests.ts';
import type { Digest, DigestScope } from '../digests/digest.ts';
import { digestMarkdown } from '../digests/digest-markdown.ts';
import { summaryOf } from '../digests/digest-summary.ts';
import type { IgnoreRules } from '../digests/noise.ts';
import type { Cluster } from '../ports.ts';
import { AbsentNamespaces } from '../workflows/digests/absent-namespaces.ts';
import { type DigestProgress, runDigest } from '../workflows/digests/run-digest.ts';
import { absentReport } from './digest-absent.ts';
import { digestText } from './digest-text.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import type { TerminalPorts } from './io.ts';
import { progressOn } from './progress.ts';
import { sitePlaybooks } from './site-playbooks.ts';
import { errorReport, inJson, inYaml, open, printUnresolved, textOptions, type WhyOptions } from './why.ts';

export interface DigestOptions extends Omit<WhyOptions, 'namespace' | 'container' | 'selector' | 'explain'> {
  readonly namespace?: readonly string[];
  /** Files that `-o json` has printed. */
  readonly against?: readonly string[];
  readonly ignoreNamespace?: readonly string[];
  readonly ignoreOwner?: readonly string[];
  readonly ignoreLabel?: Readonly<Record<string, string>>;
  readonly ignoreCause?: readonly string[];
  /** Owners to look into at the most. */
  readonly most: number;
}

/** `podwhy digest`: prints how the namespaces are, returns the exit code. */
export async function digest(options: DigestOptions, ports: TerminalPorts): Promise<number> {
  const { namespace: _, ...rest } = options;
  let cluster: Cluster | undefined;
  try {
    cluster = await open(rest, ports);
    const taken = await compared(cluster, options, ports);
    await print(taken, rest, ports);
    return exitCodeOf(summaryOf(taken).verdict);
  } catch (error) {
    const report = error instanceof AbsentNamespaces ? absentReport(error) : errorReport(error);
    await printUnresolved(report, rest, ports);
    return EXIT.inconclusive;
  } finally {
    await cluster?.close();
  }
}

/** Compared past the gate, which the files have passed as well: a key is the same in both. */
async function compared(cluster: Cluster, options: DigestOptions, ports: TerminalPorts): Promise<Digest> {
  const namespaces = options.allNamespaces ? undefined : (options.namespace ?? [cluster.namespace]);
  const scope = { cluster: cluster.context, ...(namespaces ? { namespaces } : {}) };
  const earlier = await readAll(options.against ?? [], scope, ports);
  const taken = cleanDeep(await take(cluster, namespaces, options, ports), cleanText);
  return earlier.length > 0 ? compareDigests(taken, earlier) : taken;
}

/** Read before the cluster is asked: a file that is no good costs no time. The newest first. */
async function readAll(
  files: readonly string[],
  scope: DigestScope,
  ports: TerminalPorts,
): Promise<readonly Digest[]> {
  if (files.length === 0) return [];
  // It validates: a library that a digest by itself does not need.
  const { readEarlier } = await import('./earlier-digest.ts');
  const digests = await Promise.all(
    files.map(async (file) => readEarlier(file, await ports.readInput(file), scope)),
  );
  return digests.toSorted((left, right) => Date.parse(right.takenAt) - Date.parse(left.takenAt));
}

async function take(
  cluster: Cluster,
  namespaces: readonly string[] | undefined,
  options: DigestOptions,
  ports: TerminalPorts,
): Promise<Digest> {
  const playbooks = await sitePlaybooks(options, ports);
  const progress = progressOn(ports);
  try {
    return await runDigest(cluster, {
      ...(namespaces ? { namespaces } : {}),
      playbooks,
      clock: { now: ports.elapsed },
      ignore: ignoredBy(options),
      mostOwners: options.most,
      onProgress: (come) => progress.show(progressText(come)),
    });
  } finally {
    progress.clear();
  }
}

function progressText(come: DigestProgress): string {
  if (come.step === 'sweeping') return `${counted(come.pods, 'pod')} read`;
  return `${come.done} of ${counted(come.owners, 'owner')} of unwell pods looked into`;
}

function ignoredBy({ ignoreNamespace, ignoreOwner, ignoreLabel, ignoreCause }: DigestOptions): IgnoreRules {
  return {
    ...(ignoreNamespace ? { namespaces: ignoreNamespace } : {}),
    ...(ignoreOwner ? { owners: ignoreOwner } : {}),
    ...(ignoreLabel ? { labels: ignoreLabel } : {}),
    ...(ignoreCause ? { causes: ignoreCause } : {}),
  };
}

async function print(taken: Digest, options: WhyOptions, ports: TerminalPorts): Promise<void> {
  if (options.output === 'json') ports.out(inJson(taken));
  else if (options.output === 'yaml') ports.out(await inYaml(taken));
  else if (options.output === 'markdown') ports.out(digestMarkdown(taken));
  else ports.out(digestText(taken, textOptions(options, ports)));
}
