import type { PageMessage, PageProof, PageState } from '../../../src/playground/contract.ts';
import { renderReply } from '../../../src/slack/blocks/render-reply.ts';
import { rendered as renderedDigest } from '../../slack/blocks/digest-fixtures.ts';
import { OPEN, rendering } from '../../slack/blocks/incident-fixtures.ts';
import { ASK, OPTIONS, renderedOn, reportOn } from '../../slack/blocks/replies.ts';
import { madeItem } from '../../support/made-digest.ts';

const BOT = { id: 'U0BOT', name: 'podwhy', isBot: true };
const YOU = { id: 'U0YOU', name: 'you', isBot: false };
const START = Date.parse('2026-11-22T10:40:00Z') / 1000;

/** A button and a menu. */
export const BUTTONS = {
  type: 'actions',
  elements: [
    { type: 'button', action_id: 'rerun', value: 'again', text: { type: 'plain_text', text: 'Re-run' } },
    {
      type: 'static_select',
      action_id: 'choose',
      placeholder: { type: 'plain_text', text: 'Choose' },
      options: ['one', 'two'].map((value) => ({ text: { type: 'plain_text', text: `The ${value}` }, value })),
    },
  ],
};

/** The blocks are of the real renderers: what the page has to show is what the bot says. */
export function madePageState(differs: Partial<PageState> = {}): PageState {
  return {
    you: YOU,
    bot: BOT,
    people: [
      YOU,
      BOT,
      { id: 'U0ANN', name: 'ann', isBot: false },
      { id: 'U0ALERT', name: 'Alertmanager', isBot: true },
    ],
    channels: [
      { id: 'C1', name: 'shop', kind: 'public' },
      { id: 'C2', name: 'alerts', kind: 'public' },
      { id: 'D1', name: 'podwhy', kind: 'im' },
    ],
    messages: [],
    workloads: [
      { id: 'web', label: 'Deployment shop/web', state: 'broken', trouble: 'its image does not exist' },
      {
        id: 'cart',
        label: 'Deployment shop/cart',
        state: 'well',
        trouble: 'it needs more memory than its limit',
      },
    ],
    cluster: 'a replayed cluster',
    traces: [],
    shortcut: 'Diagnose pods',
    ...differs,
  };
}

/** The n-th message of a channel, where nothing else is said. */
export function madeMessage(n: number, differs: Partial<PageMessage> = {}): PageMessage {
  return {
    channel: 'C1',
    ts: `${START + n * 60}.000100`,
    user: BOT.id,
    text: '',
    blocks: [],
    attachments: [],
    files: [],
    edits: 0,
    isEphemeral: false,
    ...differs,
  };
}

/** A report, a digest, an alert with its incident, a log with its file, a list: everything that is said here. */
export function fullPageState(): PageState {
  const report = renderedOn('r-feed-timeline', 'deploy/timeline');
  const logs = renderReply(
    {
      kind: 'logs',
      ask: { ...ASK, verb: 'logs' },
      target: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
      pod: 'web-1',
      container: 'app',
      previous: false,
      lines: Array.from({ length: 900 }, (_, index) => ({
        time: '2026-11-22T10:00:00Z',
        text: `level=info msg="GET /api/v1/orders/${index} took ${index % 90} ms and was answered with 200" trace=4bf92f3577b34da6`,
      })),
      containers: ['app', 'proxy'],
    },
    OPTIONS,
  );
  const asked = madeMessage(1, { ...blocksOf(report.message), edits: 3 });
  const alert = madeMessage(5, {
    channel: 'C2',
    user: 'U0ALERT',
    attachments: [
      {
        fallback: 'x',
        color: 'a30200',
        title: '[FIRING:1] KubePodCrashLooping',
        text: '• namespace: shop\n• pod: web-1',
      },
    ],
  });
  return madePageState({
    messages: [
      madeMessage(0, {
        user: 'U0ANN',
        text: '<@U0BOT> why is *web* failing? See <https://example.com/?a=1&amp;b=2|the page>',
      }),
      asked,
      madeMessage(2, { ...blocksOf(logs.message), threadTs: asked.ts, edits: 1 }),
      madeMessage(3, {
        threadTs: asked.ts,
        files: (logs.files ?? []).map(({ name, title, content }) => ({
          id: 'F0000000001',
          name,
          title,
          url: '/api/files/F0000000001',
          isPicture: false,
          preview: String(content).slice(0, 2000),
        })),
      }),
      madeMessage(4, { threadTs: asked.ts, user: YOU.id, text: '@podwhy and since when?' }),
      madeMessage(5, blocksOf(digest())),
      alert,
      madeMessage(6, { ...blocksOf(rendering.card(OPEN)), channel: 'C2', threadTs: alert.ts }),
      madeMessage(7, { ...blocksOf(list()), isEphemeral: true }),
    ],
    traces: [madeTrace()],
  });
}

/** How the answer in `fullPageState` came about. */
export function madeProof(): PageProof {
  const event = {
    reason: 'BackOff',
    message: '<b onclick=alert(1)>Back-off restarting</b> failed container',
  };
  return {
    report: reportOn('r-feed-timeline', 'deploy/timeline'),
    snapshot: { takenAt: '2026-11-22T07:42:00Z', sections: { events: { status: 'ok', value: [event] } } },
  };
}

function blocksOf({ text, blocks = [] }: { text: string; blocks?: readonly object[] }) {
  return { text, blocks };
}

function digest() {
  const items = [
    madeItem({ name: 'checkout' }),
    madeItem({
      name: 'cart',
      severity: 'warning',
      cause: 'image-pull/image-not-found',
      title: 'Registry registry.example.com has no image shop/cart:1.5.0',
    }),
  ];
  const chart = { fileId: 'F0000000002', altText: 'Unhealthy pods, shop: 3 yesterday, 14 today' };
  return renderedDigest(items, {}, {}, { picture: chart }).message;
}

function list() {
  const waiting = { waiting: { reason: 'ImagePullBackOff' } };
  const pods = [
    'web-5d6f7c8b9-abcde',
    'web-5d6f7c8b9-fghij',
    'a-name-that-is-as-long-as-the-names-of-some-pods-5d6f7c8b9-klmno',
  ].map((name) => ({
    metadata: { name, namespace: 'shop', creationTimestamp: '2026-11-22T08:00:00Z' },
    spec: { containers: [{ name: 'app' }] },
    status: {
      phase: 'Pending',
      containerStatuses: [{ name: 'app', ready: false, restartCount: 2, state: waiting }],
    },
  }));
  return renderReply(
    {
      kind: 'list',
      ask: { ...ASK, verb: 'list', unhealthy: true },
      namespace: 'shop',
      pods,
      truncated: false,
      takenAt: '2026-11-22T10:40:00Z',
    },
    { ...OPTIONS, ephemeral: true },
  ).message;
}

/** What the only entry of "What happened" is in `fullPageState`. */
export function madeTrace(): PageState['traces'][number] {
  return {
    question: '/pod why timeline -n feed',
    askedAt: START * 1000,
    durationMs: 312,
    steps: [
      { text: 'finding timeline', at: 4 },
      { text: 'reading its pods, events and ReplicaSets', at: 61 },
      { text: 'judging', at: 290 },
    ],
    requests: [
      {
        method: 'GET',
        path: '/apis/apps/v1/namespaces/feed/deployments/timeline',
        status: 200,
        at: 5,
        ms: 48,
      },
      {
        method: 'GET',
        path: '/api/v1/namespaces/feed/pods?labelSelector=app%3Dtimeline',
        status: 200,
        at: 62,
        ms: 120,
      },
      {
        method: 'GET',
        path: '/api/v1/namespaces/feed/pods/timeline-1/log?container=app&tailLines=200&previous=true',
        status: 403,
        at: 190,
        ms: 90,
      },
      {
        method: 'GET',
        path: '/api/v1/nodes/node-1',
        at: 282,
        ms: 8,
        problem: 'the connection was closed',
      },
    ],
    proofUrl: '/api/proofs/1',
  };
}
