import { describe, expect, it } from 'vitest';
import { ACTION_IDS } from '../../../src/slack/blocks/action-ids.ts';
import { decodeAsk } from '../../../src/slack/blocks/ask-value.ts';
import { madeItem } from '../../support/made-digest.ts';
import { buttonsOf } from './checks.ts';
import {
  CART,
  CHART,
  changed,
  DIGEST_ASK,
  INCIDENT,
  linesOf,
  linesWith,
  MAIL,
  many,
  rendered,
  SCHEDULE,
  WEB,
} from './digest-fixtures.ts';
import { HOSTILE } from './hostile.ts';

describe('the first line', () => {
  it.each([
    [[WEB], '❌ shop: 1 broken'],
    [[madeItem({ verdict: 'inconclusive' })], '⚠️ shop: nothing broken in what could be seen, 1 unclear'],
    [[madeItem({ verdict: 'waiting' })], '⏳ shop: nothing broken, 1 waiting'],
    [[], '✅ shop: all quiet, 42 pods'],
  ] as const)('says how it is: %#', (items, expected) => {
    const { message } = rendered(items);
    expect(linesOf(message)[0]).toContain(expected.slice(0, 2));
    expect(message.text).toBe(linesOf(message)[0]);
  });

  it('counts what is new and what recovered, for the notification too', () => {
    const { message } = rendered(
      [WEB, CART],
      changed({ new: [WEB.key], ongoing: [CART.key], recovered: [MAIL] }),
    );
    expect(message.text).toBe('❌ shop: 2 broken, 1 new, 1 recovered');
  });

  it('is all that there is where all is quiet, with the line of where it comes from', () => {
    const { message, files, withPicture } = rendered([], {}, { chart: CHART });
    expect(linesOf(message)).toEqual([
      '✅ shop: all quiet, 42 pods',
      'cluster prod · 42 pods in 1 namespace · nothing earlier to compare with · 7 requests, 1.2 s · 09:00 UTCasked by <@U0ANN>',
    ]);
    expect([files, withPicture]).toEqual([[], undefined]);
  });
});

describe('below the causes', () => {
  it('stand what rests, what recovered, restarts, signs, and what was not seen', () => {
    const lines = linesWith([WEB], {
      ...changed({
        flapping: ['shop/Deployment/worker/probe/liveness-failing'],
        recovered: [MAIL],
        restarts: {
          total: 57,
          owners: [{ namespace: 'shop', kind: 'Deployment', name: 'web', restarts: 31 }],
        },
      }),
      signs: [
        {
          key: 'a',
          about: 'limit',
          namespace: 'shop',
          kind: 'Deployment',
          name: 'api',
          severity: 'warning',
          text: 'api uses 95%',
        },
        { key: 'b', about: 'node', kind: 'Node', name: 'node-a', severity: 'critical', text: 'DiskPressure' },
      ],
      gaps: [{ message: 'Events may not be read.' }],
      seen: { namespaces: 1, pods: 42, unwell: 2, undiagnosed: 3 },
    });
    expect(lines.slice(4, -2)).toEqual([
      '🔁 Comes and goes, gone just now',
      '- Deployment shop/worker: probe/liveness-failing',
      '✅ Recovered',
      '- StatefulSet mail (was: mail was killed at its memory limit of 256Mi)',
      '🔄 57 restarts in 24 hours: Deployment web 31, others 26',
      '👀 May break next',
      'Nodes',
      '- 🔴 node-a: DiskPressure',
      'Near their limits',
      '- Deployment api: api uses 95%',
      '⚠️ Not seen',
      '- Events may not be read.',
      '- Why the pods of 3 more owners are unwell',
    ]);
  });

  it('stands nothing of what there is none', () => {
    const restarts = { total: 0, owners: [] };
    expect(linesWith([WEB], { ...changed({ restarts }), signs: [] }).slice(4, -2)).toEqual([]);
  });

  it('stands how many more there are, which the file names', () => {
    const recovered = many(30);
    const { message, files } = rendered([], changed({ recovered }));
    expect(linesOf(message)).toContain('- and 24 more');
    expect(linesOf(message)).toContain('all of it is in the file in this thread.');
    for (const { name } of recovered) expect(String(files?.[0]?.content)).toContain(name);
  });
});

describe('names that would hurt', () => {
  it.each(HOSTILE)('%j is letters and nothing else', (text) => {
    const item = madeItem({ namespace: text, name: text, title: text, cause: text, examples: [text] });
    const gaps = [{ message: text }];
    rendered(
      [item],
      { gaps, ...changed({ recovered: [{ ...item, name: 'gone', title: text }] }) },
      { incidents: { [item.key]: INCIDENT } },
    );
  });

  it('cannot make a button that asks about something else', () => {
    const name = 'web","t":"deployment/other';
    const [why] = buttonsOf(rendered([madeItem({ name })]).message);
    expect(decodeAsk(why?.value)?.target).toBe(`deployment/${name}`);
  });
});

describe('the last lines', () => {
  const ids = (told: object = {}, frame: object = {}) =>
    buttonsOf(rendered([WEB], {}, told, frame).message)
      .map(({ id }) => id)
      .filter((id) => id !== ACTION_IDS.diagnose);

  it('ask again, and give the digest as a file', () => {
    expect(ids()).toEqual([ACTION_IDS.rerun, ACTION_IDS.digestMarkdown, ACTION_IDS.digestJson]);
    const { message } = rendered([WEB]);
    const values = new Map(buttonsOf(message).map(({ id, value }) => [id, value]));
    expect(decodeAsk(values.get(ACTION_IDS.rerun))).toEqual(DIGEST_ASK);
    expect(values.get(ACTION_IDS.digestJson)).toBe('dg-1');
  });

  it('give no file where none is kept, nor where there is no thread, which can be shared', () => {
    expect(ids({ id: undefined })).toEqual([ACTION_IDS.rerun]);
    expect(ids({}, { ephemeral: true })).toEqual([ACTION_IDS.rerun, ACTION_IDS.share]);
  });

  it('count no pods where only some may be told of', () => {
    const seen = { namespaces: 0, pods: 0, unwell: 2, undiagnosed: 0, partial: true } as const;
    expect(linesWith([WEB], { seen }).at(-1)).toMatch(/^cluster prod · nothing earlier/);
  });

  it('name the schedule where nobody asked', () => {
    const scheduled = { ask: undefined, requestedBy: undefined, schedule: SCHEDULE };
    expect(ids({}, scheduled)).toEqual([ACTION_IDS.digestMarkdown, ACTION_IDS.digestJson]);
    expect(linesWith([WEB], changed(), {}, scheduled).at(-1)).toBe(
      'cluster prod · 42 pods in 1 namespace · compared with 24 hours earlier · 7 requests, 1.2 s · Sunday 22 November, 10:00 · weekdays 09:00 (Europe/Berlin), schedule shop-9k2f',
    );
  });
});

describe('the picture', () => {
  it('is a file for the thread, and stands below the first line once Slack has it; nothing else changes', () => {
    const { message, files = [], withPicture } = rendered([WEB], {}, { chart: CHART });
    expect(files).toEqual([
      { name: 'digests.png', title: CHART.altText, content: CHART.png, altText: CHART.altText },
    ]);
    const [first, image, ...rest] = withPicture?.('F0123456789').blocks ?? [];
    expect(image).toEqual({ type: 'image', slack_file: { id: 'F0123456789' }, alt_text: CHART.altText });
    expect([first, ...rest]).toEqual(message.blocks);
  });

  it('changes nothing else in a message that is full either', () => {
    const chart = { ...CHART, altText: 'Unhealthy pods '.repeat(60) };
    for (let length = 0; length < 150; length += 5) {
      const items = many(40).map((item) => ({ ...item, title: `${item.title} ${'x'.repeat(length)}` }));
      const { message, withPicture } = rendered(items, {}, { chart });
      const blocks = withPicture?.('F0123456789').blocks ?? [];
      expect(blocks.filter((_, index) => index !== 1)).toEqual(message.blocks);
    }
  });

  it('is not for who sees it alone, whose message has no thread', () => {
    const { files, withPicture } = rendered([WEB], {}, { chart: CHART }, { ephemeral: true });
    expect([files, withPicture]).toEqual([[], undefined]);
  });
});
