import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/slack/limits.ts';
import { expectGood, menusOf, readable } from './checks.ts';
import { OPEN, rendering, stormOf } from './incident-fixtures.ts';

interface Menu {
  readonly elements: readonly { readonly options?: readonly { readonly value: string }[] }[];
}

function valuesOf(message: { readonly blocks?: readonly object[] }): readonly string[] {
  return (message.blocks ?? []).flatMap((block) =>
    ((block as Partial<Menu>).elements ?? []).flatMap(({ options = [] }) =>
      options.map(({ value }) => value),
    ),
  );
}

describe('a storm', () => {
  it('says how far it reaches, and shows the worst first', () => {
    const { storm, incidents } = stormOf(87);
    const message = rendering.storm(storm, incidents);
    expectGood(message);
    expect(message.text).toBe('⛈️ 87 more incidents in 3 min: 237 pods in 7 namespaces');
    const lines = readable(message)
      .split('\n')
      .filter((line) => line.includes('of 64Mi'));
    expect(lines).toHaveLength(20);
    const unwell = lines.map((line) => Number(/(\d+) of \d+ pods?/.exec(line)?.[1]));
    expect(unwell).toEqual(unwell.toSorted((a, b) => b - a));
    expect(readable(message)).toContain('and 67 more, all in a file in the thread once it is over');
    expect(readable(message)).toContain('<!subteam^S0ONCALL>');
  });

  it('counts a pod once, whatever number of incidents tell of it', () => {
    const { storm, incidents } = stormOf(1);
    const [one] = incidents;
    if (!one) throw new Error('no incident');
    const text = rendering.storm(storm, [one, { ...one, id: 'other' }]).text;
    expect(text).toContain('1 pod in 1 namespace');
  });

  it('opens the thread of an incident by its id, the worst first', () => {
    const { storm, incidents } = stormOf(30);
    const message = rendering.storm(storm, incidents);
    expect(menusOf(message)).toHaveLength(1);
    expect(valuesOf(message)).toHaveLength(30);
    expect(new Set(valuesOf(message)).size).toBe(30);
    expect(valuesOf(message)[0]).toBe('incident-8');
  });

  it('offers no thread of what is closed', () => {
    const { storm, incidents } = stormOf(20, true);
    expect(valuesOf(rendering.storm(storm, incidents))).toHaveLength(12);
  });

  it('keeps ids out of the menu that would make it invalid', () => {
    const { storm } = stormOf(1);
    const message = rendering.storm(storm, [
      { ...OPEN, id: 'x'.repeat(LIMITS.optionValue + 1) },
      { ...OPEN, id: '' },
      OPEN,
      OPEN,
    ]);
    expectGood(message);
    expect(valuesOf(message)).toEqual([OPEN.id]);
  });

  it('fits with a thousand incidents of the longest names', () => {
    const { storm, incidents } = stormOf(1000);
    const long = incidents.map((incident, index) => ({
      ...incident,
      id: `${index}`.padStart(150, '0'),
      title: '漢'.repeat(5000),
      subject: {
        cluster: 'c'.repeat(253),
        namespace: 'n'.repeat(63),
        kind: 'StatefulSet',
        name: `${index}`.padStart(253, 'x'),
      },
    }));
    expectGood(rendering.storm(storm, long));
    const { content, name, title } = rendering.stormFile(storm, long);
    expect(content.length).toBeLessThanOrEqual(1_000_000);
    expect(name).toMatch(/^[\w.-]{1,120}$/);
    expect(title).not.toBe('');
  });

  it('is over with what is left of it', () => {
    const { storm, incidents } = stormOf(87, true);
    expect(rendering.storm(storm, incidents).text).toBe('🌤️ The storm is over: 12 of 87 incidents still open');
    const closed = incidents.map((incident) => ({ ...incident, state: 'closed' as const }));
    expect(rendering.storm(storm, closed).text).toBe(
      '✅ The storm is over: 87 incidents, none open any more',
    );
  });

  it('can be told before any of its incidents is known', () => {
    expectGood(rendering.storm(stormOf(3).storm, []));
  });
});

describe('the file of a storm', () => {
  it('has a line for each incident, in columns', () => {
    const { storm, incidents } = stormOf(87);
    const lines = rendering.stormFile(storm, incidents).content.trimEnd().split('\n').slice(2);
    expect(lines).toHaveLength(88);
    const column = lines[0]?.indexOf('NAMESPACE') ?? 0;
    for (const line of lines.slice(1)) expect(line.slice(column)).toMatch(/^team-\d/);
  });
});
