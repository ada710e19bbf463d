import type { Playbook } from '../diagnosis/playbook.ts';
import type { Cluster } from '../ports.ts';
import type { SiteKnowledge } from '../site-knowledge.ts';

/** Where to find a cluster, as the flags say it. */
export interface ConnectOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Milliseconds for one request. */
  readonly timeoutMs?: number;
}

export interface ReplayOptions {
  readonly port: number;
  /** Where to write a kubeconfig for the served cluster. */
  readonly kubeconfig?: string;
  /** Faults as text, `403:list:events`. */
  readonly faults: readonly string[];
}

export interface ServedReplay {
  readonly url: string;
  close(): Promise<void>;
}

/** `serve` is bot and worker in one process. */
export type ServiceRole = 'serve' | 'bot' | 'worker';

/** What the command line needs of the world; handed in, so that tests hand in theirs. */
export interface TerminalPorts {
  readonly playbooks: readonly Playbook[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTTY: boolean;
  /** Whether somebody watches stderr: progress is shown there. */
  readonly errIsTTY: boolean;
  readonly columns: number;
  readonly version: string;
  out(text: string): void;
  err(text: string): void;
  /**
   * A text file, or what is piped in where there is no name.
   * @throws BotError input-unreadable.
   */
  readInput(file: string | undefined): Promise<string>;
  /** Milliseconds of a clock that only goes forward. */
  elapsed(): number;
  connect(options: ConnectOptions): Promise<Cluster>;
  /** A folder of the site's own files, or one file; without one there are podwhy's own playbooks alone. */
  openSite(path: string | undefined): Promise<SiteKnowledge>;
  /** A cluster that answers from a recording. */
  openRecording(file: string, options: ConnectOptions): Promise<Cluster>;
  serveReplay(files: readonly string[], options: ReplayOptions): Promise<ServedReplay>;
  /** Starts the Slack bot, its worker, or both, as the environment configures them. */
  startService(role: ServiceRole): Promise<{ stop(): Promise<void> }>;
  /** Resolves when the person wants to stop (Ctrl-C). */
  interrupted(): Promise<void>;
}
