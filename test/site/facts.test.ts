import { describe, expect, it, test } from 'vitest';
import { container, pod } from '../support/build.ts';
import { deepFreeze, withoutClockAndDice } from '../support/purity.ts';
import { snapshot } from '../support/snapshots.ts';
import { answers, CRASHING, cause, HEALTHY, judged } from './crashing.ts';
import { diagnose, FORBIDDEN, ownOnly, siteOf, soundSite } from './support.ts';

describe('facts', () => {
  test.each([
    ['events', "events.exists(e, e.reason == 'Odd')", 'event'],
    ['log', "previousLog.exists(l, l.contains('expired'))", 'log'],
    ['node', "node.status.conditions.exists(c, c.type == 'Ready')", 'node'],
  ])('%s are asked for, told as proof, and missed where they are withheld', (_, when, kind) => {
    const text = cause(`for: container\nwhen: ${JSON.stringify(when)}`);
    expect(judged(text).findings[0]?.evidence).toEqual([expect.objectContaining({ kind })]);
    const { findings, gaps } = judged(text, CRASHING, () => FORBIDDEN);
    expect(findings).toEqual([]);
    expect(gaps.length).toBeGreaterThan(0);
  });

  it('show the events that fit, not all', () => {
    const { findings } = judged(cause("when: events.exists(e, e.reason == 'Odd')"));
    expect(findings[0]?.evidence).toEqual([
      expect.objectContaining({ reason: 'Odd', message: 'something odd' }),
    ]);
  });

  it('tell that nothing fits where that is the condition', () => {
    const { findings } = judged(
      cause("when: pod.spec.nodeName == 'node-a' && !events.exists(e, e.reason == 'Pulled')"),
    );
    expect(findings[0]?.evidence).toContainEqual({
      kind: 'computed',
      object: 'pod/web-1',
      text: 'events: none of 2 fits e.reason == "Pulled"',
    });
  });

  test.each([
    ["pod.spec.nodeName == 'node-b' && node.spec.unschedulable"],
    ["node.spec.unschedulable && pod.spec.nodeName == 'node-b'"],
    ["!(pod.spec.nodeName == 'node-a' || node.spec.unschedulable)"],
  ])('are not asked for where what is known settles it: %s', (when) => {
    expect(judged(cause(`when: ${JSON.stringify(when)}`)).sections).toEqual([]);
  });

  it('are not asked for of pods that are well, but where a part of the condition is about the pod', () => {
    const bare = cause('when: node.spec.unschedulable');
    expect(judged(bare, HEALTHY).sections).toEqual([]);
    expect(judged(bare, CRASHING).sections).toEqual(['node']);
    const narrow = cause("when: pod.spec.nodeName == 'node-a' && node.spec.unschedulable");
    expect(judged(narrow, HEALTHY).sections).toEqual(['node']);
  });

  it('that do not exist are empty, and no gap', () => {
    const { findings, gaps } = judged(
      cause("when: pod.spec.nodeName == 'node-a' && !has(node.metadata) && !has(metrics.containers)"),
      CRASHING,
      (read) =>
        read.section === 'events'
          ? answers(read)
          : { status: 'unavailable', reason: 'not-found', message: 'gone' },
    );
    expect(findings).toHaveLength(1);
    expect(gaps).toEqual([]);
  });

  it('of a service account and of metrics are asked for by name', () => {
    const text = cause(
      "when: pod.spec.nodeName == 'node-a' && (serviceAccount.metadata.name == 'x' || has(metrics.x))",
    );
    expect(judged(text).sections).toEqual(['service-account', 'pod-metrics']);
  });

  it('are read once, whatever number of causes and files ask', () => {
    const files = Object.fromEntries(
      ['a', 'b', 'c'].map((id) => [
        `${id}.yaml`,
        cause("log: 'expired'\nparams: {node: node.metadata.name}"),
      ]),
    );
    const { asked } = diagnose(CRASHING, ownOnly(soundSite(files)), answers);
    expect(asked.map(({ section }) => section).sort()).toEqual(['events', 'log', 'node']);
  });
});

describe('every own cause', () => {
  const TEXT = cause("log: 'expired'\nwhen: events.exists(e, e.reason == 'Odd') && siblings.size() == 0");

  it('is pure: the same answer twice, without clock or dice, writing to nothing', () => {
    const site = ownOnly(soundSite(TEXT));
    const start = deepFreeze(CRASHING);
    const [first, second] = withoutClockAndDice(() => [
      diagnose(start, site, answers),
      diagnose(start, site, answers),
    ]);
    expect(first.report.findings).toHaveLength(1);
    expect(second.report).toEqual(first.report);
  });

  it('never sees the value of a variable that is a secret', () => {
    const secretive = snapshot({
      pods: [
        pod({
          spec: { containers: [container({ env: [{ name: 'DB_PASSWORD', value: 'hunter2hunter2' }] })] },
        }),
      ],
    });
    const peek = cause(`for: container
when: container.spec.env.exists(e, e.name == 'DB_PASSWORD')
params: { value: 'container.spec.env[0].value', length: 'container.spec.env[0].value.size()' }
says: ['{value} {length}']`);
    const { findings } = judged(peek, secretive);
    expect(findings[0]?.params.value).toBe('[redacted]');
    expect(JSON.stringify(findings)).not.toContain('hunter2');
    expect(
      judged(cause("for: container\nwhen: container.spec.env[0].value == 'hunter2hunter2'"), secretive)
        .findings,
    ).toEqual([]);
  });

  it('keeps within what one diagnosis may read', () => {
    const greedy = cause(
      'for: container\nwhen: events.size() + log.size() + previousLog.size() > 0 && has(node.spec) && has(serviceAccount.metadata) && has(metrics.containers)',
    );
    const { asked } = diagnose(CRASHING, soundSite(greedy), answers);
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  it('belongs to a file that applies whole or not at all', () => {
    const broken = `${TEXT}\n    says: ['{nothing}']\ndisable: [crashloop/*]`;
    const { rules, playbooks, problems } = siteOf(broken);
    expect(problems).toHaveLength(1);
    expect(rules.size).toBe(0);
    expect(playbooks.map(({ id }) => id)).toContain('crashloop');
  });
});
