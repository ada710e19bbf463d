import { type ContainerView, containersOf, stateOf } from '../../src/diagnosis/containers.ts';
import { fromLog } from '../../src/diagnosis/evidence.ts';
import type { Evidence } from '../../src/diagnosis/finding.ts';
import { isLoopback, loopbackLine, mentionsPort, readListeners } from '../../src/diagnosis/listeners.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { portsOf, targetPortOf } from '../../src/diagnosis/service-port.ts';
import type { LogLine } from '../../src/diagnosis/snapshot.ts';
import type { Asked } from './port-kinds.ts';
import type { Scene } from './scene.ts';

/** What the logs behind a port tell of it. */
export interface Heard {
  /** The line that names the port as one of the pod's own address only. */
  readonly loopback?: string;
  /** The port that the program says it listens on instead. */
  readonly elsewhere?: number;
  readonly line?: string;
  readonly container?: string;
  /** A log names the port: something has to do with it. */
  readonly isServing: boolean;
  readonly evidence: readonly Evidence[];
}

const SILENT: Heard = { isServing: false, evidence: [] };
/** Containers of one pod whose logs are worth a request. */
const MOST_LOGS = 2;
const MOST_LINES = 500;
const START_SECONDS = 60;
/** Proxies that a service mesh puts beside the program: what they listen on is theirs. */
const MESH = new Set(['istio-proxy', 'linkerd-proxy', 'envoy-sidecar', 'consul-dataplane', 'kuma-sidecar']);

/** Reads what the containers that can serve the port say of where they listen. */
export function hear(scene: Scene, asked: Asked): Heard {
  if (!scene.mayAskLogs) return SILENT;
  const read = servers(asked).map((container) => readLog(scene, asked.ready, container));
  const logs = read.filter((log) => log !== undefined);
  for (const { container, texts } of logs) {
    const loopback = loopbackLine(texts, asked.number);
    if (loopback !== undefined) return said(asked, container, loopback, { loopback });
  }
  if (logs.some(({ texts }) => mentionsPort(texts, asked.number))) return { ...SILENT, isServing: true };
  const isAllRead = read.every((log) => log?.isWhole);
  return isAllRead ? elsewhere(scene, asked, logs) : SILENT;
}

interface Log {
  readonly container: string;
  readonly texts: readonly string[];
  /** It begins where the container does. */
  readonly isWhole: boolean;
}

/** The containers that declare the port, else all that the image's author can have meant. */
function servers({ ready, number, kind: { declared } }: Asked): readonly ContainerView[] {
  const running = containersOf(ready).filter(
    ({ kind, name, status }) => kind === 'app' && stateOf(status) === 'running' && !MESH.has(name),
  );
  const named = declared
    .filter(({ containerPort }) => containerPort === number)
    .map(({ container }) => container);
  return running.filter(({ name }) => named.length === 0 || named.includes(name)).slice(0, MOST_LOGS);
}

function readLog({ view }: Scene, pod: Pod, { name, status }: ContainerView): Log | undefined {
  const log = view.get({
    section: 'log',
    namespace: view.namespace,
    pod: nameOf(pod),
    container: name,
    previous: false,
  });
  if (log.status !== 'ok') return undefined;
  const isWhole = beginsWith(log.value, status?.state?.running?.startedAt);
  return { container: name, texts: log.value.map(({ text }) => text), isWhole };
}

/** Only the last lines of a log are read: those of the start may not be among them. */
function beginsWith(lines: readonly LogLine[], startedAt: string | undefined): boolean {
  const late = (Date.parse(lines[0]?.time ?? '') - Date.parse(startedAt ?? '')) / 1000;
  return Number.isNaN(late) ? lines.length < MOST_LINES : late < START_SECONDS;
}

/** Another port than the asked one, where the asked one is none that may be served without a word. */
function elsewhere({ service }: Scene, asked: Asked, logs: readonly Log[]): Heard {
  const { declared } = asked.kind;
  const isDeclared = (number: number) => declared.some(({ containerPort }) => containerPort === number);
  const targets = portsOf(service).map(targetPortOf);
  const heard = logs.flatMap(({ container, texts }) =>
    readListeners(texts)
      .filter((listener) => !isLoopback(listener))
      .map((listener) => ({ ...listener, container, isDeclared: isDeclared(listener.port) })),
  );
  // A program that tells of one of its ports does not have to tell of all.
  const isTold = heard.some(
    (one) => targets.includes(one.port) || (one.isDeclared && isDeclared(asked.number)),
  );
  const [best] = heard.toSorted((a, b) => weightOf(b) - weightOf(a));
  return best && !isTold ? said(asked, best.container, best.line, { elsewhere: best.port }) : SILENT;
}

/** A declared port, and a line that says so in so many words, tell most. */
function weightOf({ isDeclared, line }: { readonly isDeclared: boolean; readonly line: string }): number {
  return 2 * Number(isDeclared) + Number(/listen/i.test(line));
}

function said(
  { ready }: Asked,
  container: string,
  line: string,
  what: Pick<Heard, 'loopback' | 'elsewhere'>,
): Heard {
  const evidence = [fromLog(nameOf(ready), container, 'current', [line])];
  return { ...what, line, container, isServing: false, evidence };
}
