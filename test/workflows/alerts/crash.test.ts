import { afterEach, describe, expect, it } from 'vitest';
import { BotError } from '../../../src/errors.ts';
import type { Incident } from '../../../src/incidents/incident.ts';
import { type AlertBench, createAlertBench } from '../../support/alerting/alert-bench.ts';
import { CLUSTER } from '../../support/alerting/made-news.ts';
import { type MadeShop, madeShops } from '../../support/alerting/made-shop.ts';
import { SCENARIOS, type Scenario } from './crash-scenarios.ts';

const shops = madeShops();
afterEach(shops.close);

const lost = () => new BotError('slack-unavailable', 'The answer was lost.');
const LATER_MS = 2_000;

/** Everything is as it is when the step begins. */
async function ready({ before, owner, after, deps }: Scenario, shop: MadeShop): Promise<AlertBench> {
  const bench = createAlertBench({ clusters: { [CLUSTER]: shop.cluster }, ...(deps ? { deps } : {}) });
  if (after) shop.change(after, owner);
  await before?.(bench, shop);
  if (after) shop.change(owner, after);
  bench.trouble.calm();
  return bench;
}

/** What must be the same however often a worker died. */
function outcome({ slack, incidents, later }: AlertBench) {
  return {
    messages: slack.messages.map(({ channel, threadTs, text, mark }) => [
      channel,
      threadTs,
      text,
      untimed(mark),
    ]),
    incidents: incidents.all().map(untimedIncident),
    storms: [...new Set(later.storms)],
    remembered: incidents.remembered(),
  };
}

function untimedIncident({ lookedAt, answeredAt, openedAt, closedAt, ...rest }: Incident) {
  return { ...rest, isAnswered: answeredAt !== undefined, isClosed: closedAt !== undefined };
}

/** A note's mark tells when it was first meant to be said. */
function untimed(mark: string | undefined): string | undefined {
  return mark?.replace(/note-\d+/, 'note');
}

/** What is looked at later, and why: once more than needed does no harm. */
function looks({ later }: AlertBench): readonly string[] {
  return [...new Set(later.told.map(({ item, subject }) => JSON.stringify([subject, item])))].toSorted();
}

describe.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('when %s', (_, scenario) => {
  it('a worker that dies at any moment leaves nothing undone, and nothing done twice', async () => {
    const shop = await shops.shop([scenario.owner]);
    const undisturbed = await ready(scenario, shop);
    await scenario.step(undisturbed);
    const { effects } = undisturbed.trouble;
    expect(effects.length).toBeGreaterThan(0);
    for (const number of effects.keys())
      for (const when of ['before', 'after'] as const) {
        const bench = await ready(scenario, shop);
        bench.trouble.strike(number, when, lost);
        const place = `${when} effect ${number} of ${effects.join(' ')}`;
        await expect(scenario.step(bench), place).rejects.toThrow('slack-unavailable');
        bench.trouble.calm();
        bench.wait(LATER_MS);
        await scenario.step(bench);
        expect(outcome(bench), place).toEqual(outcome(undisturbed));
        expect(looks(bench), place).toEqual(expect.arrayContaining([...looks(undisturbed)]));
      }
  });
});

describe('workers that die one after the other', () => {
  it.each([
    'an incident begins',
    'an incident is over',
  ])('when %s: it is the same in the end', async (name) => {
    const scenario = scenarioOf(name);
    const shop = await shops.shop([scenario.owner]);
    const undisturbed = await ready(scenario, shop);
    await scenario.step(undisturbed);
    const numbers = [...undisturbed.trouble.effects.keys()];
    for (const first of numbers)
      for (const second of numbers) {
        const bench = await ready(scenario, shop);
        for (const number of [first, second]) {
          bench.trouble.strike(number, 'after', lost);
          await scenario.step(bench).catch(() => undefined);
          bench.wait(LATER_MS);
        }
        bench.trouble.calm();
        await scenario.step(bench);
        expect(outcome(bench), `after effects ${first} and ${second}`).toEqual(outcome(undisturbed));
      }
  });
});

function scenarioOf(wanted: string): Scenario {
  const scenario = SCENARIOS.find(({ name }) => name === wanted);
  if (!scenario) throw new Error(`there is no scenario ${wanted}`);
  return scenario;
}

describe('where Slack does not let us look', () => {
  it('a message whose answer was lost may be there twice, and the incident goes on', async () => {
    const scenario = scenarioOf('an incident is over');
    const bench = await ready(scenario, await shops.shop([scenario.owner]));
    bench.slack.mayLook = false;
    bench.trouble.strike(1, 'after', lost);
    await expect(scenario.step(bench)).rejects.toThrow();
    for (const number of [1, 2]) {
      bench.trouble.strike(number, 'after', lost);
      await scenario.step(bench).catch(() => undefined);
    }
    bench.trouble.calm();
    await scenario.step(bench);
    const notes = bench.slack.messages.filter(({ mark }) => mark?.includes('note'));
    expect(notes.length).toBeGreaterThan(0);
    expect(bench.one()).toMatchObject({ state: 'closed', pending: [] });
  });
});
