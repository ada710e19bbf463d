import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DigestItem } from '../../../src/digests/digest.ts';
import { ACTION_IDS } from '../../../src/slack/blocks/action-ids.ts';
import { decodeAsk } from '../../../src/slack/blocks/ask-value.ts';
import { madeItem } from '../../support/made-digest.ts';
import { buttonsOf } from './checks.ts';
import {
  CHART,
  changed,
  DIGEST_ASK,
  INCIDENT,
  linesOf,
  many,
  rendered,
  SCHEDULE,
} from './digest-fixtures.ts';
import { HOSTILE } from './hostile.ts';

const WEB = madeItem();
const CART = madeItem({ name: 'cart', unwell: 1, pods: 2, restarts: 4 });
const MAIL = madeItem({ kind: 'StatefulSet', name: 'mail' });

function linesWith(items: readonly DigestItem[], ...more: [object?, object?, object?]): readonly string[] {
  return linesOf(rendered(items, ...more).message);
}

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

describe('a cause', () => {
  it('has its title once, and a row for each owner with a button that asks why', () => {
    const { message } = rendered([WEB, CART], changed({ new: [WEB.key], ongoing: [CART.key] }));
    expect(linesOf(message).slice(1, 6)).toEqual([
      '🔴 … was killed at its memory limit of 256Mi   2 owners',
      '🆕 Deployment web',
      'new, 2 of 3 pods, for 4 hours, 14 restarts [Why]',
      'Deployment cart',
      '1 of 2 pods, for 4 hours, 4 restarts [Why]',
    ]);
    const why = buttonsOf(message).filter(({ id }) => id === ACTION_IDS.diagnose);
    expect(why.map(({ value }) => decodeAsk(value))).toEqual([
      { verb: 'why', cluster: 'prod', namespace: 'shop', target: 'deployment/web' },
      { verb: 'why', cluster: 'prod', namespace: 'shop', target: 'deployment/cart' },
    ]);
  });

  it('asks about a pod where nobody can ask about the owner’s kind, and about nothing where there is none', () => {
    const rollout = madeItem({ kind: 'Rollout', name: 'shop', examples: ['shop-5d6f7'] });
    const [why] = buttonsOf(rendered([rollout]).message);
    expect(decodeAsk(why?.value)).toMatchObject({ target: 'pod/shop-5d6f7' });
    const unknown = { ...rollout, examples: [] };
    expect(linesWith([unknown]).join()).not.toContain('[Why]');
  });

  it('shows an owner’s own title where that says more than the shared one', () => {
    const lines = linesWith([WEB, { ...CART, title: 'cart was killed at its memory limit of 64Mi' }]);
    expect(lines[1]).toBe('🔴 … was killed at its memory limit of …   2 owners');
    expect(lines).toContain('cart was killed at its memory limit of 64Mi [Why]');
  });

  it('names the namespace where the digest is about several', () => {
    expect(linesWith([WEB], { scope: { cluster: 'prod' } })).toContain('Deployment shop/web');
  });

  it('marks what comes and goes', () => {
    expect(linesWith([WEB], changed({ flapping: [WEB.key] }))).toContain('🔁 Deployment web');
  });

  it('stands below the worse ones', () => {
    const warning = madeItem({
      name: 'api',
      cause: 'image-pull/x',
      title: 'No such image',
      severity: 'warning',
    });
    const lines = linesWith([WEB, warning]);
    expect(lines.indexOf('🔴 web was killed at its memory limit of 256Mi')).toBeGreaterThan(0);
    expect(lines.indexOf('🟠 No such image')).toBeGreaterThan(lines.indexOf('Deployment web'));
  });
});

describe('causes that are equally severe', () => {
  it('stand in the order of the digest, those with something new first', () => {
    const causes = ['a', 'b', 'c'].map((name) =>
      madeItem({ name, cause: `playbook/${name}`, title: `${name} fails` }),
    );
    const titles = (marks: object) => linesWith(causes, marks).filter((line) => line.startsWith('🔴'));
    expect(titles({})).toEqual(['🔴 a fails', '🔴 b fails', '🔴 c fails']);
    expect(titles(changed({ new: [causes[1]?.key ?? ''] }))).toEqual([
      '🔴 b fails',
      '🔴 a fails',
      '🔴 c fails',
    ]);
  });
});

describe('the fix of a cause', () => {
  const withFix = (name: string, command: string, changes = false) =>
    madeItem({ name, fix: { text: 'Do it', command, changes } });

  it('is one short command, and says whose it is and that it changes the cluster', () => {
    const lines = linesWith([
      withFix('web', 'kubectl set web', true),
      withFix('cart', 'kubectl set cart', true),
    ]);
    expect(lines.filter((line) => line.startsWith('Fix'))).toEqual([
      'Fix of web: kubectl set web   ⚠️ changes the cluster',
    ]);
  });

  it('is nobody’s where it mends all', () => {
    expect(
      linesWith([withFix('web', 'kubectl uncordon n'), withFix('cart', 'kubectl uncordon n')]),
    ).toContain('Fix: kubectl uncordon n');
  });

  it.each([
    `kubectl ${'x'.repeat(113)}`,
    'kubectl cut…',
    'two\nlines',
    '',
  ])('is whole or left out: %#', (command) => {
    expect(linesWith([withFix('web', command)]).join('\n')).not.toContain('Fix');
  });

  it('is shown of the first five causes', () => {
    const causes = Array.from({ length: 7 }, (_, index) => ({
      ...withFix(`app-${index}`, `kubectl set app-${index}`),
      cause: `crashloop/cause-${index}`,
    }));
    expect(linesWith(causes).filter((line) => line.startsWith('Fix: '))).toHaveLength(5);
  });
});

describe('an incident that is told of', () => {
  it('is a click away from its row', () => {
    expect(linesWith([WEB], {}, { incidents: { [WEB.key]: INCIDENT } })).toContain(
      'Incident since 05:12 UTC: <its thread>',
    );
    const storm = { ...INCIDENT, inStorm: true } as const;
    expect(linesWith([WEB], {}, { incidents: { [WEB.key]: storm } })).toContain(
      'Incident since 05:12 UTC: <in a summary of many>',
    );
  });

  it('is named by its owner beside others, and once where several are told of in one message', () => {
    const other = { ...INCIDENT, url: `${INCIDENT.url}2` };
    const api = madeItem({ name: 'api' });
    const lines = (of: object) => linesWith([WEB, CART, api], {}, { incidents: of });
    expect(lines({ [WEB.key]: INCIDENT, [CART.key]: other })).toContain('Incidents: <web>, <cart>');
    expect(lines({ [WEB.key]: INCIDENT, [CART.key]: INCIDENT })).toContain('Incident: <web, cart>');
  });

  it.each([
    'javascript:alert(1)',
    'http://evil.example',
    `https://acme.slack.com/${'x'.repeat(600)}`,
  ])('is no link where its address is none of Slack’s: %s', (url) => {
    const { message } = rendered([WEB], {}, { incidents: { [WEB.key]: { ...INCIDENT, url } } });
    expect(JSON.stringify(message)).not.toContain('"link"');
  });

  it('is not looked for where keys mean something else', () => {
    expect(linesWith([{ ...WEB, key: 'constructor' }], {}, { incidents: {} }).join()).not.toContain(
      'Incident',
    );
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

describe('what there is no room for', () => {
  it('is counted, and is in the file', () => {
    const { message, files = [] } = rendered(many(500), { scope: { cluster: 'prod' } });
    const rows = linesOf(message).filter((line) => line.endsWith('[Why]'));
    expect(rows.length).toBeGreaterThan(8);
    expect(linesOf(message)).toContain(
      `${500 - rows.length} more owners; all of it is in the file in this thread.`,
    );
    const [file] = files;
    expect(file).toMatchObject({ name: 'digest-prod-2026-11-22.md', title: 'All of the digest of prod' });
    for (const { name } of many(500))
      expect(String(file?.content)).toContain(`team-${Number(name.slice(8)) % 7}/${name}`);
  });

  it('is never what is new and critical, and of the others what is new last', () => {
    const items = many(500);
    const newOnes = [items[483], items[497]].flatMap((item) => (item ? [item] : []));
    expect(newOnes.map(({ severity }) => severity)).toEqual(['critical', 'warning']);
    const lines = linesWith(items, {
      scope: { cluster: 'prod' },
      ...changed({ new: newOnes.map(({ key }) => key) }),
    });
    expect(lines.filter((line) => line.startsWith('🆕'))).toEqual([
      '🆕 Deployment team-0/service-483',
      '🆕 Deployment team-0/service-497',
    ]);
  });

  it('is not what is new and critical even where everything else is new', () => {
    const items = many(120);
    const [critical] = items.filter(({ severity }) => severity === 'critical').toReversed();
    const warnings = items.filter(({ severity }) => severity === 'warning');
    const marks = changed({ new: [critical, ...warnings].flatMap((item) => (item ? [item.key] : [])) });
    expect(linesWith(items, { scope: { cluster: 'prod' }, ...marks })).toContain(
      `🆕 Deployment ${critical?.namespace}/${critical?.name}`,
    );
  });

  it('is named where the others of its cause have a row', () => {
    const items = Array.from({ length: 11 }, (_, index) => madeItem({ name: `app-${index}` }));
    expect(linesWith(items)).toContain('and 3 more: app-8, app-9, app-10');
  });

  it('leaves each cause a few rows before one has many', () => {
    const items = ['a', 'b', 'c'].flatMap((cause) =>
      Array.from({ length: 10 }, (_, index) =>
        madeItem({ name: `${cause}-${index}`, cause: `playbook/${cause}`, title: `${cause} fails` }),
      ),
    );
    const rows = linesWith(items).filter((line) => /^Deployment [abc]-\d$/.test(line));
    expect(rows.map((line) => line.charAt(11)).join('')).toBe('aaaaaabbbbbccccc');
  });

  it('is a cause in a line where none of it has a row', () => {
    const text = linesWith(many(40)).join('\n');
    expect(text).toMatch(
      /^Also\n- 🟠 … was killed at its memory limit of …: service-\d+, service-\d+, service-\d+/m,
    );
  });

  it('is nothing where all fits: there is no file', () => {
    expect(rendered([WEB, CART]).files).toEqual([]);
  });

  it('fits by construction, however many and however long', () => {
    const long = fc.record({
      count: fc.integer({ min: 1, max: 500 }),
      name: fc.integer({ min: 1, max: 300 }),
      title: fc.constantFrom('x', '漢', '"\\', ...HOSTILE),
      ephemeral: fc.boolean(),
    });
    fc.assert(
      fc.property(long, ({ count, name, title, ephemeral }) => {
        const items = many(count).map((item) => ({
          ...item,
          name: `${item.name}${'n'.repeat(name)}`,
          title: `${item.title} ${title.repeat(40)}`,
          fix: { text: title.repeat(40), command: title.repeat(40) },
        }));
        const { message } = rendered(items, {}, { chart: CHART }, { ephemeral });
        expect(linesOf(message).join('\n')).toContain('[Why]');
      }),
      { numRuns: 25 },
    );
  }, 60_000);
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
