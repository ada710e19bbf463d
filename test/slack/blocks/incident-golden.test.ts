import { expect, test } from 'vitest';
import type { Message } from '../../../src/ports.ts';
import { expectGood } from './checks.ts';
import { NOTES, OPEN, rendering, STATES, stormOf } from './incident-fixtures.ts';
import { ASK, reportOn } from './replies.ts';

/** `vitest -u` writes them anew. */
async function expectGolden(name: string, messages: readonly Message[]): Promise<void> {
  for (const message of messages) expectGood(message);
  const text = messages.map((message) => JSON.stringify(message, null, 1)).join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot(`golden/incident-${name}.txt`);
}

for (const [state, incident] of Object.entries(STATES))
  test(`the card of an incident that is ${state} is as it was`, async () => {
    await expectGolden(state, [rendering.card(incident)]);
  });

test('the notes are as they were', async () => {
  await expectGolden(
    'notes',
    NOTES.map((note) => rendering.note(note, OPEN)),
  );
});

test('the card and the report in one message are as they were', async () => {
  const report = reportOn('r-feed-timeline', 'deploy/timeline');
  await expectGolden('full', [rendering.full(OPEN, { kind: 'report', ask: ASK, report })]);
});

for (const over of [false, true])
  test(`a storm that ${over ? 'is over' : 'rages'} is as it was`, async () => {
    const { storm, incidents } = stormOf(87, over);
    await expectGolden(over ? 'storm-over' : 'storm', [rendering.storm(storm, incidents)]);
  });

test('the file of a storm is as it was', async () => {
  const { storm, incidents } = stormOf(30);
  const { content } = rendering.stormFile(storm, incidents);
  await expect(content).toMatchFileSnapshot('golden/incident-storm-file.txt');
});
