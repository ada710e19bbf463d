import type { NamesFor } from './cluster-names.ts';
import { type Command, completionsOf } from './completions.ts';
import type { Completions, Done, PageProof, PageState, SceneBody } from './contract.ts';
import { createHands, type Hands } from './hands.ts';
import { pageState } from './page-state.ts';
import { sampleAlert } from './sample-alert.ts';
import type { BrokenPod, Scene } from './scene.ts';
import type { Sightings } from './sightings.ts';
import type { SharedFile } from './slack/message.ts';
import type { Slack } from './slack/slack.ts';
import { createTraces } from './traces.ts';
import { ALERTMANAGER, CHANNELS } from './who.ts';

/** What stands behind the page: the workspace as "you" see it, and what you do. */
export interface Playground extends Hands {
  state(): PageState;
  /** Calls back when the state may be another one; returns what stops it. */
  onChange(listener: () => void): () => void;
  complete(text: string): Completions;
  /** A file that was shared in a channel of yours. */
  file(id: string): SharedFile | undefined;
  proof(id: string): PageProof | undefined;
  scene(body: SceneBody): Promise<Done>;
  alert(): Promise<Done>;
  digest(): Promise<Done>;
}

export interface PlaygroundOptions {
  readonly slack: Slack;
  /** As the page names the cluster. */
  readonly cluster: string;
  readonly commands: readonly Command[];
  /** What can be asked about, as far as it is known now. */
  readonly names: NamesFor;
  /** What the bot is seen to do. */
  readonly sightings: Sightings;
  /** Absent: nothing in the cluster is changed. */
  readonly scene?: Scene;
}

export function createPlayground(options: PlaygroundOptions): Playground {
  const { slack, scene, cluster, sightings } = options;
  const traces = createTraces(slack, sightings);
  const hands = createHands(slack, traces);
  const listeners = new Set<() => void>();
  /** What Alertmanager has told of and not yet resolved. */
  const firing = new Map<string, BrokenPod>();

  async function post(about: BrokenPod, status: 'firing' | 'resolved'): Promise<void> {
    const channel = CHANNELS.alerts.id;
    const who = { as: 'webhook', username: ALERTMANAGER.name } as const;
    traces.ask({ text: `Alertmanager: ${about.alertname} ${about.id} is ${status}`, channel });
    await slack.alert(channel, sampleAlert(about, status), who);
  }

  return {
    ...hands,
    state: () => pageState(slack, { workloads: scene?.workloads() ?? [], cluster, traces: traces.list() }),
    onChange(listener) {
      listeners.add(listener);
      const stop = slack.onChange(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    complete: (text) => completionsOf(text, options.commands, options.names(text)),
    file: (id) =>
      slack.workspace.messages
        .filter(({ deletedAt }) => deletedAt === undefined)
        .flatMap(({ files }) => files)
        .find((file) => file.id === id),
    proof: sightings.proof,
    async scene({ workload, state }) {
      if (!scene) return failed('This is a cluster of your own: the page changes nothing in it.');
      if (!scene.set(workload, state)) return failed(`There is no ${workload} to break or to heal.`);
      for (const listener of listeners) listener();
      const told = state === 'well' ? firing.get(workload) : undefined;
      if (told) {
        firing.delete(workload);
        await post(told, 'resolved');
      }
      return { ok: true };
    },
    async alert() {
      if (!scene)
        return failed('Sample alerts are about the replayed cluster: start without --cluster mine.');
      const broken = scene.brokenPods();
      if (broken.length === 0)
        return failed('Nothing is broken that an alert could be about: break something first.');
      const about = broken.find(({ id }) => !firing.has(id));
      if (!about)
        return failed('The alerts of all that is broken fire already: heal something, or break more.');
      firing.set(about.id, about);
      await post(about, 'firing');
      return { ok: true };
    },
    digest: () => hands.say({ channel: CHANNELS.platform.id, text: '/pod digest -A' }),
  };
}

function failed(problem: string): Done {
  return { ok: false, problem };
}
