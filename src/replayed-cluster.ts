import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotError } from './errors.ts';
import { type ConnectOptions, connect } from './kube/cluster.ts';
import type { Cluster } from './ports.ts';
import { type Recording, readRecording } from './replay/recording.ts';
import { type Replay, type ReplayOptions, startReplay } from './replay/server.ts';

export interface ReplayedCluster extends Cluster {
  readonly replay: Replay;
}

type Options = Omit<ReplayOptions, 'recordings'> & Pick<ConnectOptions, 'timeout' | 'rateLimit'>;

/** Serves recordings on a free port of this machine and connects to them like to any cluster. */
export async function replayedCluster(
  recordings: readonly Recording[],
  options: Options = {},
): Promise<ReplayedCluster> {
  const { timeout, rateLimit, ...serving } = options;
  const replay = await startReplay({ recordings, stoppedClock: true, ...serving });
  const directory = await mkdtemp(join(tmpdir(), 'podwhy-'));
  const kubeconfig = join(directory, 'kubeconfig');
  try {
    await writeFile(kubeconfig, replay.kubeconfig(), { mode: 0o600 });
    const cluster = await connect({
      kubeconfig,
      ...(timeout === undefined ? {} : { timeout }),
      ...(rateLimit === undefined ? {} : { rateLimit }),
      // A replay is on this machine: the person's proxy has no part in it.
      environment: {},
    });
    return { ...cluster, replay, close: () => cluster.close().then(() => replay.close()) };
  } catch (error) {
    await replay.close();
    throw error;
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Reads recordings for a person: what is wrong with a file is an error in words. */
export async function readRecordings(files: readonly string[]): Promise<readonly Recording[]> {
  try {
    return await Promise.all(files.map((file) => readRecording(file)));
  } catch (error) {
    throw new BotError('recording-unreadable', (error as Error).message, { cause: error });
  }
}
