import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from './kube/cluster.ts';
import { askableNames } from './playground/askable-names.ts';
import { clusterNames, type NamesFor } from './playground/cluster-names.ts';
import { asOf, RECORDED_SCENES } from './playground/recorded-scenes.ts';
import { createScene, madeRecording, SCENE_NAMESPACE, type Scene } from './playground/scene.ts';
import { startReplay } from './replay/server.ts';
import { readRecordings } from './replayed-cluster.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The cluster that the playground asks. */
export interface PlayedCluster {
  /** As the page names it: `a replayed cluster`, or the kubeconfig context. */
  readonly title: string;
  /** What the bot's configuration has of it. */
  readonly variables: Environment;
  /** Where a kubeconfig and a proxy are. */
  readonly environment: Environment;
  readonly names: NamesFor;
  /** Of a replayed one. */
  readonly scene?: Scene;
  close(): Promise<void>;
}

export interface OwnClusterOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly environment: Environment;
}

const RECORDINGS = new URL('../test/recordings/', import.meta.url);

/** Many recordings as one cluster, and workloads that can be broken and healed. */
export async function startReplayedCluster(): Promise<PlayedCluster> {
  const now = Date.now();
  const files = RECORDED_SCENES.map((name) => fileURLToPath(new URL(`${name}.json`, RECORDINGS)));
  const recorded = (await readRecordings(files)).map((recording) => asOf(recording, now));
  const version = recorded[0]?.kubernetesVersion ?? '';
  const recordings = [...recorded, madeRecording(version, now)];
  const replay = await startReplay({ recordings });
  const directory = await mkdtemp(join(tmpdir(), 'podwhy-'));
  const kubeconfig = join(directory, 'kubeconfig');
  await writeFile(kubeconfig, replay.kubeconfig(), { mode: 0o600 });
  const names = askableNames(recordings, SCENE_NAMESPACE);
  return {
    title: 'a replayed cluster',
    variables: {
      KUBECONFIG: kubeconfig,
      DEFAULT_NAMESPACE: SCENE_NAMESPACE,
      REQUESTS_PER_SECOND: '500',
    },
    // A replay is on this machine: the person's proxy has no part in it.
    environment: {},
    names: () => names,
    scene: createScene(replay),
    async close() {
      await replay.close();
      await rm(directory, { recursive: true });
    },
  };
}

/**
 * The cluster that the kubeconfig leads to, asked for names over a connection of its own.
 * @throws BotError no-kubeconfig, kubeconfig-unreadable, context-unknown, credential-plugin-failed.
 */
export async function openOwnCluster(options: OwnClusterOptions): Promise<PlayedCluster> {
  const { environment, kubeconfig, context } = options;
  const { DEFAULT_NAMESPACE } = environment;
  const cluster = await connect(options);
  return {
    title: cluster.context,
    variables: { DEFAULT_NAMESPACE, KUBECONFIG: kubeconfig, CLUSTERS: context },
    environment,
    names: clusterNames(cluster, DEFAULT_NAMESPACE ?? cluster.namespace),
    close: cluster.close,
  };
}
