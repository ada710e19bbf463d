import { playbooks } from '../../../playbooks/index.ts';
import type { Chart } from '../../../src/asks.ts';
import { makeGate } from '../../../src/diagnosis/gate.ts';
import { redact } from '../../../src/diagnosis/redact.ts';
import type { DueDigest } from '../../../src/digest-ports.ts';
import { digestMarkdown } from '../../../src/digests/digest-markdown.ts';
import type { DigestOutcome } from '../../../src/digests/digest-metric.ts';
import { summaryOf } from '../../../src/digests/digest-summary.ts';
import type { DigestSubscription } from '../../../src/digests/subscription.ts';
import type { HeldWork } from '../../../src/incident-ports.ts';
import type { Incident } from '../../../src/incidents/incident.ts';
import type { Cluster, Message } from '../../../src/ports.ts';
import { MADE_AT } from '../../../src/replay/made-cluster/made-cluster.ts';
import type { AskedDigestDeps } from '../../../src/workflows/digests/answer-digest.ts';
import type { PostDeps } from '../../../src/workflows/digests/digest-deps.ts';
import { postDigest } from '../../../src/workflows/digests/post-digest.ts';
import { type MemoryMessenger, memoryMessenger } from '../alerting/memory-messenger.ts';
import { createTrouble, type Trouble } from '../alerting/trouble.ts';
import { memoryHistory, memoryPosts } from './memory-history.ts';

const FIRST_AT = Date.parse(MADE_AT);
const CHART: Chart = { png: new Uint8Array([1, 2, 3]), altText: 'Unhealthy pods over the last digests' };

export const SUBSCRIPTION: DigestSubscription = {
  id: 'shop-9k2f',
  source: 'slack',
  channel: 'C0SHOP',
  when: 'weekdays 09:00',
  pattern: '0 9 * * 1-5',
  timeZone: 'Europe/Zurich',
  cluster: 'prod',
  namespaces: ['shop'],
  user: 'U0ANN',
  createdAt: 0,
};

/** What posts digests, with everything around it in memory. */
export interface DigestBench {
  readonly deps: PostDeps & AskedDigestDeps;
  readonly slack: MemoryMessenger;
  readonly trouble: Trouble;
  readonly warnings: readonly string[];
  readonly paused: readonly string[];
  readonly counted: readonly DigestOutcome[];
  readonly incidents: Incident[];
  /** Of the next day at nine, where nothing else is said. */
  due(differs?: Partial<DueDigest>): DueDigest;
  /** Posts what is due. */
  post(due: DueDigest): Promise<void>;
  /** Time passes. */
  wait(milliseconds: number): void;
}

/** Nothing stands in the way. */
export const HELD: HeldWork = {
  signal: new AbortController().signal,
  permit: async () => undefined,
  enter: async () => () => undefined,
  turn: async () => undefined,
};

export function createDigestBench(
  clusters: Readonly<Record<string, Cluster>>,
  own: Partial<PostDeps & AskedDigestDeps> = {},
): DigestBench {
  let now = FIRST_AT;
  let ids = 0;
  const trouble = createTrouble();
  const slack = memoryMessenger(trouble);
  const warnings: string[] = [];
  const paused: string[] = [];
  const counted: DigestOutcome[] = [];
  const incidents: Incident[] = [];
  const note = (event: string) => void warnings.push(event);
  const rules = { ignore: {}, graceMs: 120_000, mostOwners: 50 };
  const deps: PostDeps & AskedDigestDeps = {
    playbooks: async () => playbooks,
    clean: makeGate(redact),
    history: memoryHistory(trouble),
    posts: memoryPosts(trouble),
    incidents: {
      of: async ({ namespace, name }) =>
        incidents.filter(({ subject }) => subject.namespace === namespace && subject.name === name),
      storm: async () => undefined,
    },
    messenger: {
      ...slack,
      find: (...args) => slack.find(...args),
      upload: (...args) => slack.upload(...args),
      permalink: async ({ channel, ts }) => `https://shop.example.com/archives/${channel}/${ts}`,
    },
    rules,
    rulesOf: () => rules,
    draw: async () => CHART,
    timeZone: 'UTC',
    clusterNamed: (name) => clusters[name],
    logs: true,
    permission: async () => ({ status: 'granted', visible: (digest) => digest }),
    pause: async (id) => void paused.push(id),
    wait: async () => undefined,
    count: (outcome) => void counted.push(outcome),
    render: {
      digest: ({ digest, chart, incidents: links = {} }, _, picture) => ({
        message: said(
          [summaryOf(digest).headline, ...Object.values(links).map(({ url }) => url)].join(' '),
          picture?.fileId,
        ),
        files: [
          { name: 'digest.md', title: 'All of it', content: digestMarkdown(digest) },
          ...(chart
            ? [{ name: 'chart.png', title: 'Chart', content: chart.png, altText: chart.altText }]
            : []),
        ],
      }),
      problem: (text) => ({ text: `No digest: ${text}` }),
    },
    newId: () => `asked-${++ids}`,
    isSpecial: () => false,
    clock: { now: () => now },
    logger: { info: note, warn: note, error: note },
    ...own,
  };
  return {
    deps,
    slack,
    trouble,
    warnings,
    paused,
    counted,
    incidents,
    due: (differs = {}) => {
      const subscription = differs.subscription ?? SUBSCRIPTION;
      const dueAt = differs.dueAt ?? now;
      return { id: `${subscription.id}-${dueAt}`, subscription, dueAt, begun: false, ...differs };
    },
    post: (due) => postDigest(due, HELD, deps),
    wait: (milliseconds) => {
      now += milliseconds;
    },
  };
}

function said(text: string, picture?: string): Message {
  return { text: picture === undefined ? text : `${text} [${picture}]` };
}
