import type { InboxItem } from '../../../src/incidents/alert-news.ts';
import {
  type MadeOwner,
  madeOwner,
  mended,
  withRevision,
} from '../../../src/replay/made-cluster/made-owner.ts';
import type { Destination } from '../../../src/workflows/alerts/alert-deps.ts';
import { type AlertBench, CHANNEL } from '../../support/alerting/alert-bench.ts';
import { asItems, ownerNews, podNews, resolved, subjectOf } from '../../support/alerting/made-news.ts';
import type { MadeShop } from '../../support/alerting/made-shop.ts';

/** A step that a worker may die in, and what was before it. */
export interface Scenario {
  readonly name: string;
  /** What the cluster has first. */
  readonly owner: MadeOwner;
  /** What it has when the step begins, where that is something else. */
  readonly after?: MadeOwner;
  readonly deps?: { readonly stormAt?: number; readonly route?: () => Destination };
  /** Goes well. */
  before?(bench: AlertBench, shop: Pick<MadeShop, 'change'>): Promise<void>;
  /** The same each time that it is tried. */
  step(bench: AlertBench): Promise<unknown>;
}

const web = madeOwner('shop', 'web', { pods: 5, way: 'out-of-memory', broken: 3 });
const mixed = withRevision(web, { pods: 2, way: 'image-not-found' });
const next = { ...mixed, revisions: mixed.revisions.slice(1) };
const news = [...podNews(web), ownerNews(web)];
const MINUTES = 600_000;
const MESSAGE = { kind: 'message', channel: 'C0OTHER', ts: '99.1' } as const;

const look = (bench: AlertBench, items: readonly InboxItem[]) => bench.look(subjectOf(web), ...items);
const act = (action: 'acknowledge' | 'snooze' | 'open' | 'rerun') => (bench: AlertBench) =>
  look(bench, [
    {
      kind: 'action',
      action,
      incident: bench.incidents.all()[0]?.id ?? '',
      user: 'U1',
      at: 1,
      ...(action === 'snooze' ? { until: Date.parse('2030-01-01T00:00:00Z') } : {}),
    },
  ]);
const followUp = (why: 'follow-up' | 'quiet-over') => (bench: AlertBench) =>
  look(bench, [{ kind: 'look', why, incident: bench.incidents.all()[0]?.id ?? '' }]);

async function begin(bench: AlertBench): Promise<void> {
  await bench.deliver(...news);
  bench.wait(MINUTES);
}

async function beginUnderMessage(bench: AlertBench): Promise<void> {
  await bench.deliver(...podNews(mixed, { origin: MESSAGE }));
  bench.wait(MINUTES);
}

async function beginInStorm(bench: AlertBench): Promise<void> {
  await bench.deliver(...news);
  await bench.storm();
}

const HELD = Date.parse('2026-01-01T20:00:00Z');

export const SCENARIOS: readonly Scenario[] = [
  { name: 'alerts are sorted', owner: web, step: (bench) => bench.sort(...news) },
  { name: 'an incident begins', owner: web, step: (bench) => look(bench, asItems(news)) },
  {
    name: 'two incidents begin',
    owner: mixed,
    step: (bench) => look(bench, asItems([...podNews(mixed), ownerNews(mixed)])),
  },
  {
    name: 'an incident begins under a message',
    owner: web,
    step: (bench) => look(bench, asItems(podNews(web, { origin: MESSAGE }))),
  },
  {
    name: 'an incident is over',
    owner: web,
    after: mended(web),
    before: begin,
    step: (bench) => look(bench, asItems(resolved(news, 1e13))),
  },
  {
    name: 'two incidents under one message are over',
    owner: mixed,
    after: mended(web),
    before: beginUnderMessage,
    step: (bench) => look(bench, asItems(resolved(podNews(mixed), 1e13))),
  },
  {
    name: 'two incidents under one message are one',
    owner: mixed,
    after: mended(mixed),
    before: beginUnderMessage,
    step: (bench) => look(bench, asItems(resolved(podNews(mixed), 1e13))),
  },
  {
    name: 'an incident has recovered',
    owner: web,
    after: mended(web),
    before: begin,
    step: followUp('follow-up'),
  },
  {
    name: 'alerts are resolved too early',
    owner: web,
    before: begin,
    step: (bench) => look(bench, asItems(resolved(news, 1e13))),
  },
  {
    name: 'fewer pods are unwell',
    owner: web,
    after: mended(web, 1),
    before: begin,
    step: followUp('follow-up'),
  },
  {
    name: 'another revision fails in the place of the first',
    owner: web,
    after: next,
    before: begin,
    step: followUp('follow-up'),
  },
  {
    name: 'an incident is there again',
    owner: web,
    async before(bench, { change }) {
      await begin(bench);
      change(web, mended(web));
      await bench.deliver(...resolved(news, bench.now()));
      change(mended(web), web);
      bench.wait(MINUTES);
    },
    step: (bench) => look(bench, asItems(news)),
  },
  { name: 'somebody acknowledges', owner: web, before: begin, step: act('acknowledge') },
  { name: 'somebody snoozes', owner: web, before: begin, step: act('snooze') },
  { name: 'somebody looks again', owner: web, before: begin, step: act('rerun') },
  {
    name: 'an incident is held back',
    owner: web,
    deps: { route: () => ({ channel: CHANNEL, heldUntil: HELD }) },
    step: (bench) => look(bench, asItems(news)),
  },
  {
    name: 'what was held back is told',
    owner: web,
    deps: { route: () => ({ channel: CHANNEL, heldUntil: HELD }) },
    async before(bench) {
      await begin(bench);
      bench.wait(HELD - bench.now());
    },
    step: followUp('quiet-over'),
  },
  {
    name: 'two incidents join a storm',
    owner: mixed,
    deps: { stormAt: 0 },
    step: (bench) => look(bench, asItems(podNews(mixed))),
  },
  {
    name: 'a storm is told',
    owner: mixed,
    deps: { stormAt: 0 },
    before: (bench) => bench.deliver(...podNews(mixed)),
    step: (bench) => bench.storm(),
  },
  {
    name: 'a storm is over',
    owner: mixed,
    deps: { stormAt: 0 },
    async before(bench) {
      await bench.deliver(...podNews(mixed));
      await bench.storm();
      bench.wait(MINUTES);
    },
    step: (bench) => bench.storm(),
  },
  {
    name: 'an incident of a storm is over',
    owner: web,
    after: mended(web),
    deps: { stormAt: 0 },
    before: beginInStorm,
    step: (bench) => look(bench, asItems(resolved(news, 1e13))),
  },
  {
    name: 'a thread is opened for one of a storm',
    owner: web,
    deps: { stormAt: 0 },
    before: beginInStorm,
    step: act('open'),
  },
];
