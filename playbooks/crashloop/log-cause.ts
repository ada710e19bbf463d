import type { Confidence, Found, Params } from '../../src/diagnosis/finding.ts';
import { lastWords } from '../../src/diagnosis/log/last-words.ts';
import { splitLevel } from '../../src/diagnosis/log/level.ts';
import type { LogCause, LogReading } from '../../src/diagnosis/log/read-log.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { apiAccess } from './api-access.ts';
import { type Crash, crashParams } from './crash.ts';
import { proofOf, type Said } from './crash-log.ts';
import { fullVolume } from './full-volume.ts';
import { memoryLimit } from './memory-limit.ts';
import { type Enrichment, missingConfiguration } from './missing-configuration.ts';
import { permission } from './permission.ts';
import { portHolder } from './port-holder.ts';
import { rejection, targetOf } from './rejection.ts';
import { unreachable } from './unreachable.ts';

type OwnCause = Exclude<
  LogCause,
  'child-killed' | 'command-not-found' | 'exec-format-error' | 'segmentation-fault'
>;
export type ReadCause = OwnCause | 'segmentation-fault';
type Sections = 'log' | 'names' | 'limit-ranges' | 'services' | 'endpoint-slices' | 'network-policies';

const LONGEST_LINE = 240;
const LONGEST_TITLE = 160;

/** The cause that the log names, filled in from the pod and the cluster; without one, what the exit code says. */
export function judgeLog(view: View<Sections>, crash: Crash, said: Said): Found<ReadCause> {
  const { reading } = said;
  const cause = causeOf(reading, crash.exit.code);
  const more = reading ? enrichmentOf(view, crash, cause, reading.params) : { params: {}, evidence: [] };
  return {
    cause,
    confidence: confidenceOf(crash, said),
    container: crash.container.name,
    params: {
      ...crashParams(crash),
      ...namedIn(reading),
      signal: crash.exit.signal,
      line: (reading?.line ?? lastLineOf(said))?.trim().slice(0, LONGEST_LINE),
      said: saidOf(said),
      target: targetOf(reading?.params),
      silence: said.silence,
      ...repeatsOf(reading),
      place: reading?.params.exception === undefined ? reading?.params.file : undefined,
      ...more.params,
    },
    evidence: [...proofOf(view, crash, said), ...more.evidence],
  };
}

/** Params of every text that a log must not replace: its `namespace` is where the program wanted to go. */
const OWN = new Set([
  'namespace',
  'pod',
  'node',
  'container',
  'image',
  'workload',
  'template',
  'job',
  'bare',
]);

function namedIn(reading: LogReading | undefined): Params {
  return Object.fromEntries(Object.entries(reading?.params ?? {}).filter(([name]) => !OWN.has(name)));
}

function repeatsOf(reading: LogReading | undefined): Params {
  return reading && reading.count > 1 ? { repeats: reading.count, since: reading.since } : {};
}

/** A line of JSON, of logfmt, of klog: its message is one of its fields; after a colon it stands on the line below. */
const STRUCTURED = /^\{|\blevel=|^[IWEF]\d{4} |:\s*$/;

/** Of a log without a known reason in it: its last words, but for the noise of ending. */
function lastLineOf({ lastLine, lines }: Said): string | undefined {
  const isFromLog = lastLine !== undefined && lines.some((line) => line.startsWith(lastLine));
  return isFromLog ? lastWords(lines) : lastLine;
}

/** The message without the time, level and logger before it: short enough for a title. */
function saidOf(said: Said): string {
  const { reading } = said;
  const line = reading?.line ?? lastLineOf(said) ?? '';
  const message = STRUCTURED.test(line) ? String(reading?.params.message ?? line) : splitLevel(line).message;
  const [first = ''] = message.trim().split('\n');
  return first.length > LONGEST_TITLE ? `${first.slice(0, LONGEST_TITLE)}…` : first;
}

/** Words of a segmentation fault with a plain exit code stand in a runtime's own report of a panic. */
function causeOf(reading: LogReading | undefined, exitCode: number): ReadCause {
  const cause = reading?.cause ?? 'application-error';
  switch (cause) {
    case 'child-killed':
    case 'command-not-found':
    case 'exec-format-error':
      return 'application-error';
    case 'segmentation-fault':
      return exitCode === 2 ? 'application-error' : 'segmentation-fault';
    default:
      return cause;
  }
}

function confidenceOf({ exit }: Crash, { reading }: Said): Confidence {
  if (reading) return reading.confidence;
  return exit.kind === 'lost' ? 'possible' : 'likely';
}

function enrichmentOf(view: View<Sections>, crash: Crash, cause: ReadCause, named: Params): Enrichment {
  const { spec } = crash.container;
  switch (cause) {
    case 'configuration-missing':
      return missingConfiguration(view, spec, named);
    case 'dependency-unreachable':
      return unreachable(view, crash.container, named);
    case 'dependency-rejected':
      return { params: rejection(view, named), evidence: [] };
    case 'module-missing':
      return { params: missingModule(named), evidence: [] };
    case 'permission-denied':
      return permission(view, spec, named);
    case 'port-in-use':
      return portHolder(view, spec, named);
    case 'disk-full':
      return fullVolume(view, spec, named);
    case 'runtime-heap-exhausted':
      return memoryLimit(view, spec);
    case 'api-access-denied':
      return { params: apiAccess(view, named), evidence: [] };
    default:
      return { params: {}, evidence: [] };
  }
}

/** A path is a file of the program itself, whatever else is a package of others. */
function missingModule({ module, message }: Params): Params {
  if (module === undefined) return { unnamed: message };
  return /^\.{0,2}\//.test(String(module)) ? { ownFile: module } : { dependency: module };
}
