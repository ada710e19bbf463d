import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeItem } from '../../support/made-digest.ts';
import { CART, CHART, changed, linesOf, linesWith, many, rendered, WEB } from './digest-fixtures.ts';
import { HOSTILE } from './hostile.ts';

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
