import { describe, expect, it, test } from 'vitest';
import type { Collected, Read } from '../../src/diagnosis/snapshot.ts';
import { container, containerStatus, pod } from '../support/build.ts';
import { snapshot } from '../support/snapshots.ts';
import { answers, CRASHED, CRASHING, cause, HEALTHY, judged, LOG, NOT_READY } from './crashing.ts';
import { diagnose, FORBIDDEN, soundSite } from './support.ts';

describe('an own cause over the pod', () => {
  it('is found where its condition holds, with the fields that it looks at as proof', () => {
    const { findings } = judged(cause("when: pod.spec.nodeName == 'node-a' && !has(pod.spec.nodeSelector)"));
    expect(findings).toEqual([
      expect.objectContaining({
        playbook: 'acme',
        cause: 'broken',
        severity: 'critical',
        confidence: 'likely',
        subject: { namespace: 'shop', object: 'pod/web-1', pod: 'web-1' },
        evidence: [
          { kind: 'spec', object: 'pod/web-1', field: 'spec.nodeName', text: 'node-a' },
          { kind: 'spec', object: 'pod/web-1', field: 'spec.nodeSelector', text: '(none)' },
        ],
      }),
    ]);
  });

  test.each([
    ['does not hold', "when: pod.spec.nodeName == 'node-b'"],
    ['asks for a field that is not there', "when: pod.spec.nodeSelector.disk == 'ssd'"],
  ])('is not found where it %s', (_, when) => {
    expect(judged(cause(when))).toMatchObject({ findings: [], ruledOut: [] });
  });

  it('is said under --explain to be beyond evaluation where its condition is at fault', () => {
    const { findings, ruledOut } = judged(
      cause(
        "when: pod.metadata.name.getHours('x') == 3 || quantity(pod.metadata.name).isLessThan(quantity('1'))",
      ),
    );
    expect(findings).toEqual([]);
    expect(ruledOut).toEqual([
      { cause: 'acme/broken', why: expect.stringContaining('its condition could not be evaluated') },
    ]);
  });

  it('stands before what podwhy finds, and takes the place of what it explains', () => {
    const text = cause("when: pod.spec.nodeName == 'node-a'");
    const ids = (file: string) =>
      diagnose(CRASHING, soundSite(file), answers).report.findings.map(
        (one) => `${one.playbook}/${one.cause}`,
      );
    expect(ids(text)[0]).toBe('acme/broken');
    const [, second = ''] = ids(text);
    expect(second).toMatch(/^crashloop\//);
    expect(ids(`explains: [${second}]\n${text}`)).toEqual(['acme/broken']);
  });

  it('may be one that resolves by itself', () => {
    expect(judged(cause("when: pod.spec.nodeName == 'node-a'\nwaiting: true")).verdict).toBe('waiting');
  });

  it('fills its texts with params and with what every text may use', () => {
    const { findings } = judged(
      cause(`when: pod.spec.nodeName == 'node-a'
says: ['{images} of {pod} in {namespace}[[ for {nobody}]], {age} old']
params:
  images: pod.spec.containers.map(c, c.image)
  age: dyn(now - timestamp(pod.metadata.creationTimestamp))
  nobody: pod.metadata.labels.team`),
    );
    expect(findings[0]).toMatchObject({
      params: { images: ['registry.example/app:1'], age: '10m' },
      says: ['registry.example/app:1 of web-1 in shop, 10m old'],
    });
  });

  it('says in its title what is unknown', () => {
    const text = cause("when: pod.spec.nodeName == 'node-a'\nparams: {team: pod.metadata.labels.team}");
    const { findings } = judged(text.replace('title: broken', "title: 'broken, ask {team}'"));
    expect(findings[0]?.title).toBe('broken, ask (unknown team)');
  });
});

describe('an own cause over containers', () => {
  it('is judged for each, with its own spec and status', () => {
    const two = snapshot({
      pods: [
        pod({
          spec: {
            containers: [container(), container({ name: 'side', image: 'side:2' })],
            initContainers: [container({ name: 'setup' })],
          },
          status: {
            conditions: NOT_READY,
            containerStatuses: [CRASHED, containerStatus('side', { running: {} }, { ready: true })],
            initContainerStatuses: [
              containerStatus('setup', { terminated: { exitCode: 0 } }, { ready: true }),
            ],
          },
        }),
      ],
    });
    const { findings } = judged(
      cause(
        "for: container\nwhen: container.kind == 'app' && container.status.?lastState.?terminated.?exitCode.orValue(0) == 3",
      ),
      two,
    );
    expect(findings.map(({ subject }) => subject.container)).toEqual(['app']);
    expect(findings[0]?.evidence).toEqual([
      {
        kind: 'status',
        object: 'pod/web-1',
        field: 'lastState.terminated.exitCode',
        container: 'app',
        text: '3',
      },
    ]);
  });

  it('shows those entries of a list that it is about', () => {
    const { findings } = judged(
      cause(
        "for: container\nwhen: container.spec.env.exists(e, e.name.startsWith('LEGACY_') && e.value != '')",
      ),
      snapshot({
        pods: [
          pod({
            spec: {
              containers: [
                container({
                  env: [
                    { name: 'A', value: '1' },
                    { name: 'LEGACY_URL', value: 'x' },
                    { name: 'B', value: '2' },
                  ],
                }),
              ],
            },
          }),
        ],
      }),
    );
    expect(findings[0]?.evidence).toEqual([
      {
        kind: 'spec',
        object: 'pod/web-1',
        field: 'env',
        container: 'app',
        text: 'name: LEGACY_URL, value: x',
      },
    ]);
  });
});

describe('an own cause by the log', () => {
  const EXPIRED = cause("log: 'license (?<license>\\S+) has expired'");

  it('reads the run that ended last, once, and makes params of its groups', () => {
    const { findings, sections } = judged(EXPIRED);
    expect(findings).toEqual([
      expect.objectContaining({
        subject: expect.objectContaining({ container: 'app' }),
        params: { line: LOG[1], license: 'AC-1' },
        evidence: [{ kind: 'log', object: 'pod/web-1', container: 'app', run: 'previous', lines: [LOG[1]] }],
      }),
    ]);
    expect(sections).toEqual(['log']);
  });

  it('takes the newest line that one of the patterns fits', () => {
    const { findings } = judged(cause("log: ['^start', '^(?<word>bye)$', 'FATAL']"));
    expect(findings[0]?.params).toEqual({ line: 'bye', word: 'bye' });
  });

  it('is not found where no line fits, nor where the log may not be read', () => {
    expect(judged(cause("log: 'no such line'")).findings).toEqual([]);
    const { findings, gaps } = judged(EXPIRED, CRASHING, (read) =>
      read.section === 'log' ? FORBIDDEN : answers(read),
    );
    expect(findings).toEqual([]);
    expect(gaps).toEqual([expect.objectContaining({ section: 'log', reason: 'forbidden' })]);
  });

  it('asks for no log of a container that is well, nor of one that never ran', () => {
    expect(judged(EXPIRED, HEALTHY).sections).toEqual([]);
    const pulling = containerStatus('app', { waiting: { reason: 'ImagePullBackOff' } });
    const fresh = snapshot({
      pods: [pod({ status: { conditions: NOT_READY, containerStatuses: [pulling] } })],
    });
    expect(judged(EXPIRED, fresh).sections).toEqual([]);
  });

  it('asks for the log of one that is well where a condition on the container wants it', () => {
    const { findings, sections } = judged(`${EXPIRED}\n    when: container.name == 'app'`, HEALTHY);
    expect(sections).toEqual(['log']);
    expect(findings[0]?.evidence[0]).toMatchObject({ kind: 'log', run: 'current' });
    expect(judged(`${EXPIRED}\n    when: container.name == 'other'`, HEALTHY).sections).toEqual([]);
  });

  it('sees lines without colours and without secrets', () => {
    const secret = 'token=ghp_0123456789abcdefghij0123456789abcdef';
    const hostile = (read: Read): Collected<unknown> =>
      read.section === 'log'
        ? { status: 'ok', value: [{ text: `\u001b[31mFATAL\u001b[0m: ${secret}` }] }
        : answers(read);
    const { findings } = judged(cause("log: '^FATAL: token=(?<token>.*)$'"), CRASHING, hostile);
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings)).not.toContain('ghp_');
  });
});
