import { describe, expect, it, test } from 'vitest';
import { cleanText } from '../../src/diagnosis/gate.ts';
import { type RecordedFinding, runTests } from '../../src/site/run-tests.ts';
import { soundSite } from './support.ts';

const CRASHED = `pod:
            spec: {containers: [{name: app, image: 'a:1'}, {name: side, image: 'b:1'}]}
            status:
              containerStatuses:
                - {name: app, ready: false, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1}}}
                - {name: side, ready: true, state: {running: {}}}`;

function file(when: string, tests: string, title = 'broken'): string {
  return `causes:
  broken:
    title: '${title}'
    severity: info
    for: container
    ${when}
    params: {image: container.spec.image}
    tests:
${tests}`;
}

async function results(text: string, recorded: readonly RecordedFinding[] | Error = []) {
  const { rules, playbooks } = soundSite(text);
  const asked: string[] = [];
  const ran = await runTests(rules, playbooks, {
    gate: cleanText,
    async diagnose(recording, target, all) {
      asked.push(`${recording} ${target} ${all.length}`);
      if (recorded instanceof Error) throw recorded;
      return recorded;
    },
  });
  return { ran, asked, playbooks };
}

async function first(text: string) {
  return (await results(text)).ran[0];
}

const LOG = "log: 'license (?<id>\\S+) expired'";

describe('a test of an own cause', () => {
  test.each([
    [
      'is found',
      `      - {given: {${'{}'}}, finds: false}`.replace('{{}}', '{pod: {}}'),
      'passed',
      undefined,
    ],
  ])('that nothing %s passes', async (_, tests, status, message) => {
    expect(await first(file(LOG, tests))).toMatchObject({ status, ...(message ? { message } : {}) });
  });

  it('passes where it is found with the params that it names', async () => {
    const text = file(
      LOG,
      `      - name: expired
        given:
          ${CRASHED}
          previousLog: |
            license AB expired
        finds: true
        container: app
        params: {id: AB, image: 'a:1'}`,
    );
    expect(await first(text)).toEqual({
      file: 'acme.yaml',
      line: 9,
      cause: 'acme/broken',
      name: 'expired',
      status: 'passed',
    });
  });

  test.each([
    ['another value', 'finds: true\n        params: {id: CD}', 'id is AB, not CD'],
    ['a param that is unknown', 'finds: true\n        params: {nothing: x}', 'nothing is unknown, not x'],
    [
      'another container',
      'finds: true\n        container: side',
      'it is found at container app, not at side',
    ],
    ['nothing', 'finds: false', 'it is found at container app'],
  ])('fails where it expects %s', async (_, expectation, message) => {
    const text = file(
      LOG,
      `      - given:
          ${CRASHED}
          previousLog: license AB expired
        ${expectation}`,
    );
    expect(await first(text)).toMatchObject({ name: 'test 1', status: 'failed', message });
  });

  it('says which fact it was not given', async () => {
    const text = file(LOG, `      - given:\n          ${CRASHED}\n        finds: true`);
    expect(await first(text)).toMatchObject({
      status: 'failed',
      message: 'it is not found: it needs previousLog, which `given` does not hold',
    });
  });

  it('says that a condition ended in an error, even where nothing was to be found', async () => {
    const text = file(
      'when: container.spec.nothing.deeper == 1',
      '      - {given: {pod: {spec: {containers: [{name: a, image: x}]}}}, finds: false}',
    );
    expect(await first(text)).toMatchObject({
      status: 'passed',
      message: expect.stringMatching(/ended in an error, No such key: nothing: ask has\(…\) first/),
    });
  });

  it('fails where the title has a hole', async () => {
    const text = file(
      "when: container.name == 'app'",
      '      - {given: {pod: {spec: {containers: [{name: app}]}}}, finds: true}',
      '{pod} lacks {image}',
    );
    expect(await first(text)).toMatchObject({
      status: 'failed',
      message: 'its title needs {image}, which is unknown here',
    });
  });

  it('may give events, a node, siblings, metrics, an account and the time', async () => {
    const text = file(
      `when: >-
      events.exists(e, e.reason == 'A') && node.metadata.name == 'n' && siblings.size() == 1 && has(metrics.containers)
      && serviceAccount.metadata.name == 's' && now == timestamp('2026-05-01T00:00:00Z') && log == ['one', 'two']`,
      `      - given:
          pod: {metadata: {name: zz}, spec: {nodeName: n, containers: [{name: app, image: x}]}, status: {containerStatuses: [{name: app, ready: true, state: {running: {}}}]}}
          siblings: [{metadata: {name: aa}}]
          events: [{reason: A, involvedObject: {kind: Pod, name: zz}}]
          node: {metadata: {name: n}}
          metrics: {containers: []}
          serviceAccount: {metadata: {name: s}}
          now: 2026-05-01T00:00:00Z
          log: |
            one
            two
        finds: true`,
    );
    const { status, message } = (await first(text)) ?? {};
    expect({ status, message }).toEqual({ status: 'passed', message: undefined });
  });

  it('names a cause that has none', async () => {
    const text = 'causes:\n  bare: {title: x, severity: info, when: has(pod.spec.x)}';
    expect(await first(text)).toMatchObject({ line: 2, cause: 'acme/bare', status: 'untested' });
  });
});

describe('a test on a recording', () => {
  const RECORDED = file(
    LOG,
    '      - {recording: web.json, target: deploy/web, finds: true, params: {id: AB}}',
  );
  const FOUND: RecordedFinding = {
    playbook: 'acme',
    cause: 'broken',
    container: 'app',
    params: { id: 'AB' },
  };

  it('looks into the diagnosis by the effective playbooks', async () => {
    const { ran, asked, playbooks } = await results(RECORDED, [{ ...FOUND, cause: 'other' }, FOUND]);
    expect(ran).toEqual([expect.objectContaining({ status: 'passed' })]);
    expect(asked).toEqual([`web.json deploy/web ${playbooks.length}`]);
  });

  it('fails where that found something else, or could not be made', async () => {
    const { ran } = await results(RECORDED, [{ ...FOUND, playbook: 'crashloop' }]);
    expect(ran[0]).toMatchObject({ status: 'failed', message: expect.stringContaining('did not find it') });
    const failed = await results(RECORDED, new Error('no such file'));
    expect(failed.ran[0]).toMatchObject({ status: 'failed', message: 'web.json: no such file' });
  });
});
