import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { playbooks } from '../playbooks/index.ts';
import type { Finding } from './diagnosis/finding.ts';
import type { Playbook } from './diagnosis/playbook.ts';
import { BotError, type ErrorCode } from './errors.ts';
import type { Cluster } from './ports.ts';
import type { SiteKnowledge } from './site-knowledge.ts';
import type {
  ConnectOptions,
  ReplayOptions,
  ServedReplay,
  ServiceRole,
  TerminalPorts,
} from './terminal/io.ts';

/** What the process is to the app: handed in by `main.ts`, by tests their own. */
export interface Process {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTTY: boolean;
  readonly errIsTTY?: boolean;
  readonly columns: number;
  out(text: string): void;
  err(text: string): void;
  /** What is piped in; nothing where absent. */
  input?(): AsyncIterable<Uint8Array>;
  interrupted(): Promise<void>;
}

/** Hand wiring: the only place that knows every adapter. Adapters are imported when a command needs them. */
export async function createTerminalPorts(process: Process): Promise<TerminalPorts> {
  return {
    ...process,
    errIsTTY: process.errIsTTY ?? false,
    playbooks,
    version: await version(),
    readInput: async (file) => (await import('./read-input.ts')).readInput(file, process.input),
    elapsed: () => performance.now(),
    connect: (options) => connectTo(options, process.env),
    openRecording,
    openSite,
    serveReplay,
    startService: (role) => startServiceAs(role, process),
  };
}

async function version(): Promise<string> {
  // Beside src/ in a checkout, one folder further up in a build.
  for (const candidate of ['../package.json', '../../package.json']) {
    const text = await readFile(new URL(candidate, import.meta.url), 'utf8').catch(() => undefined);
    if (text) return JSON.parse(text).version;
  }
  return 'unknown';
}

async function connectTo(
  { timeoutMs, ...options }: ConnectOptions,
  environment: Process['env'],
): Promise<Cluster> {
  const { connect } = await import('./kube/cluster.ts');
  return connect({ ...options, environment, ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }) });
}

async function openRecording(file: string, { timeoutMs }: ConnectOptions): Promise<Cluster> {
  const { readRecordings, replayedCluster } = await import('./replayed-cluster.ts');
  const cluster = await replayedCluster(
    await readRecordings([file]),
    timeoutMs === undefined ? {} : { timeout: timeoutMs },
  );
  const context = `recording ${file}`;
  return { ...cluster, context, session: () => ({ ...cluster.session(), context }) };
}

async function openSite(path: string | undefined): Promise<SiteKnowledge> {
  const [{ openSite: open }, { cleanText }] = await Promise.all([
    import('./site/open-site.ts'),
    import('./diagnosis/gate.ts'),
  ]);
  return open(path, { builtIn: playbooks, gate: cleanText, diagnose: diagnoseRecording });
}

async function diagnoseRecording(
  file: string,
  target: string,
  playbooks: readonly Playbook[],
): Promise<readonly Finding[]> {
  const { diagnoseTarget } = await import('./workflows/diagnose-target.ts');
  const cluster = await openRecording(file, {});
  try {
    const outcome = await diagnoseTarget(cluster, { text: target }, { playbooks });
    if (outcome.status === 'diagnosed') return outcome.diagnosis.findings;
    throw new BotError('target-invalid', `there is no ${target} in it`);
  } finally {
    await cluster.close();
  }
}

async function serveReplay(files: readonly string[], options: ReplayOptions): Promise<ServedReplay> {
  const [{ readRecordings }, { startReplay }, { parseFault }] = await Promise.all([
    import('./replayed-cluster.ts'),
    import('./replay/server.ts'),
    import('./replay/faults.ts'),
  ]);
  const faults = inWords('usage', () => options.faults.map(parseFault));
  const recordings = await readRecordings(files);
  const replay = await startReplay({ recordings, port: options.port, faults }).catch((error) =>
    inWords('port-taken', () => {
      throw error;
    }),
  );
  if (options.kubeconfig) await writeFile(options.kubeconfig, replay.kubeconfig(), { mode: 0o600 });
  return { url: replay.url, close: () => replay.close() };
}

async function startServiceAs(role: ServiceRole, process: Process): Promise<{ stop(): Promise<void> }> {
  const [{ loadConfig }, { startService }] = await Promise.all([
    import('./config.ts'),
    import('./service.ts'),
  ]);
  const config = loadConfig(process.env, (path) => readFileSync(path, 'utf8'), role);
  return startService({ config, role, environment: process.env, write: process.out });
}

/** What a library throws, as an error for a person. */
function inWords<T>(code: ErrorCode, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new BotError(code, (error as Error).message, { cause: error });
  }
}
