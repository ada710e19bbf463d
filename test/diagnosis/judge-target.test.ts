import { describe, expect, test } from 'vitest';
import type { Found } from '../../src/diagnosis/finding.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Playbook, TargetView } from '../../src/diagnosis/playbook.ts';
import type { Read, Snapshot } from '../../src/diagnosis/snapshot.ts';
import { pod, workload } from '../support/build.ts';
import { facts, found, playbook, snapshot } from '../support/snapshots.ts';

const WEB = { kind: 'Deployment', namespace: 'shop', name: 'web' };
const SERVICE: Snapshot['object'] = { kind: 'Service', metadata: { name: 'front', namespace: 'shop' } };
const NODES: Read = { section: 'nodes' };

/** A stub that finds what is given of a target. */
function ofTarget(judgeIt: (view: TargetView) => readonly Found[], rest: Partial<Playbook> = {}): Playbook {
  return playbook({
    causes: { broken: { title: '{object} is broken', severity: 'critical', remedies: [] } },
    diagnoseTarget: (view) => ({ findings: judgeIt(view) }),
    ...rest,
  });
}

function deployed(overrides: Partial<Snapshot> = {}): Snapshot {
  const made = workload({ metadata: { name: 'web', namespace: 'shop' } });
  return snapshot({ target: WEB, workload: made, ...overrides });
}

describe('a target that is not a pod', () => {
  test('is judged beside its pods, under its own name', () => {
    const { diagnosis } = judge(deployed(), [ofTarget(() => [found()])]);
    expect(diagnosis.verdict).toBe('unhealthy');
    expect(diagnosis.findings).toEqual([
      expect.objectContaining({
        playbook: 'stub',
        severity: 'critical',
        subject: { namespace: 'shop', object: 'deployment/web' },
        context: expect.objectContaining({ template: 'deployment/web' }),
        pods: [],
      }),
    ]);
  });

  test('is seen whole', () => {
    const jobs = [workload({ kind: 'Job', metadata: { name: 'run-1' } })];
    const seen: TargetView[] = [];
    const note = ofTarget((view) => {
      seen.push(view);
      return [];
    });
    judge(deployed({ jobs }), [note]);
    judge(snapshot({ target: { kind: 'Service', namespace: 'shop', name: 'front' }, object: SERVICE }), [
      note,
    ]);
    expect(seen[0]).toMatchObject({ target: WEB, namespace: 'shop', jobs, pods: [pod()] });
    expect(seen[0]?.object).toBeUndefined();
    expect(seen[1]).toMatchObject({ object: SERVICE, jobs: [] });
    expect(seen[1]?.workload).toBeUndefined();
  });

  test('has what it asks for fetched and is judged by it', () => {
    const asking = ofTarget((view) => (view.get({ section: 'nodes' }).status === 'ok' ? [found()] : []), {
      reads: ['nodes'],
    });
    expect(judge(deployed(), [asking]).wants).toEqual([NODES]);
    const { diagnosis, wants } = judge(deployed({ facts: facts([NODES, []]) }), [asking]);
    expect(wants).toEqual([]);
    expect(diagnosis.findings).toHaveLength(1);
  });

  test('may be explained by another object', () => {
    const about = { kind: 'StatefulSet', name: 'db' };
    const service = { kind: 'Service', namespace: 'shop', name: 'front' };
    const { diagnosis } = judge(snapshot({ target: service, object: SERVICE }), [
      ofTarget(() => [found({ about })]),
    ]);
    expect(diagnosis.findings[0]).toMatchObject({
      subject: { object: 'statefulset/db' },
      context: { name: 'db', object: 'statefulset/db', template: 'statefulset/db' },
    });
  });

  test('has its causes ruled out like a pod', () => {
    const out = { cause: 'stub/other', why: 'it is not' };
    const book = playbook({ diagnoseTarget: () => ({ findings: [], ruledOut: [out] }) });
    expect(judge(deployed(), [book]).diagnosis.ruledOut).toEqual([out]);
  });

  test.each([
    ['a pod', snapshot()],
    ['pods by their labels', snapshot({ target: { kind: 'Selector', namespace: 'shop', name: 'app=web' } })],
  ])('is not %s', (_, taken) => {
    expect(judge(taken, [ofTarget(() => [found()])]).diagnosis.findings).toEqual([]);
  });
});

test('a cause that is in no table is a warning', () => {
  const { diagnosis } = judge(deployed(), [ofTarget(() => [found({ cause: 'unlisted' })])]);
  expect(diagnosis.findings[0]?.severity).toBe('warning');
});

describe('what a finding about a target may be called', () => {
  function context(kind: string, made = deployed(), about?: { kind: string; name: string }) {
    const target = { ...WEB, kind };
    const book = ofTarget(() => [found(about ? { about } : {})]);
    return judge({ ...made, target }, [book]).diagnosis.findings[0]?.context;
  }

  test('an autoscaler is mended at what it scales', () => {
    expect(context('HorizontalPodAutoscaler')).toEqual({
      namespace: 'shop',
      name: 'web',
      object: 'horizontalpodautoscaler/web',
      workload: 'deployment/web',
      template: 'deployment/web',
      job: undefined,
    });
  });

  test('a Job’s template cannot be edited', () => {
    expect(context('Job')).toMatchObject({ workload: 'job/web', template: undefined, job: 'web' });
  });

  test('a Service runs nothing', () => {
    const made = snapshot({ object: SERVICE });
    expect(context('Service', made)).toMatchObject({ object: 'service/web', workload: undefined });
  });

  test('a workload without kind or name is left without', () => {
    const made = deployed({ workload: {} });
    expect(context('Service', made)).toMatchObject({ workload: '/', template: undefined });
  });
});

describe('a symptom of the target', () => {
  const causes = {
    late: { title: 'Late', severity: 'critical', symptom: true, remedies: [] },
    broken: { title: 'Broken', severity: 'warning', remedies: [] },
    stuck: { title: 'Stuck', severity: 'warning', remedies: [] },
    coming: { title: 'Coming', severity: 'warning', verdict: 'waiting', remedies: [] },
    note: { title: 'Note', severity: 'info', remedies: [] },
  } as const;

  test.each([
    ['is dropped where a pod’s own cause explains it', 'broken', ['broken']],
    ['stays where what a pod waits for will come', 'coming', ['late', 'coming']],
    ['stays beside a mere note', 'note', ['late', 'note']],
  ])('%s', (_, cause, kept) => {
    const book = playbook({
      causes,
      diagnose: () => ({ findings: [found({ cause })] }),
      diagnoseTarget: () => ({ findings: [found({ cause: 'late' })] }),
    });
    expect(judge(deployed(), [book]).diagnosis.findings.map((one) => one.cause)).toEqual(kept);
  });

  test('what is none stays, after the pods’ causes of its severity', () => {
    const book = playbook({
      causes,
      diagnose: () => ({ findings: [found()] }),
      diagnoseTarget: () => ({ findings: [found({ cause: 'stuck' })] }),
    });
    const { findings } = judge(deployed(), [book]).diagnosis;
    expect(findings.map(({ subject }) => subject.object)).toEqual(['pod/web-1', 'deployment/web']);
  });
});
