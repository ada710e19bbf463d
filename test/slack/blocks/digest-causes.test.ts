import { describe, expect, it } from 'vitest';
import { ACTION_IDS } from '../../../src/slack/blocks/action-ids.ts';
import { decodeAsk } from '../../../src/slack/blocks/ask-value.ts';
import { madeItem } from '../../support/made-digest.ts';
import { buttonsOf } from './checks.ts';
import { CART, changed, INCIDENT, linesOf, linesWith, rendered, WEB } from './digest-fixtures.ts';

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
