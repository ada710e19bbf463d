import { describe, expect, test } from 'vitest';
import type { FilledFinding, Report } from '../../src/diagnosis/report.ts';
import type { SectionName } from '../../src/diagnosis/snapshot.ts';
import { declaring, eventOf, JUST_NOW, type Made, podOf, serviceOf, workloadOf } from '../support/service.ts';
import { commandsOf, foundIn, onlyIn, reportOf, without } from '../support/service-report.ts';

/** The findings about Service web of a made cluster. */
function found(objects: readonly object[]): readonly FilledFinding[] {
  return foundIn(reportOf({ objects }));
}

function only(objects: readonly object[]): FilledFinding {
  return onlyIn(reportOf({ objects }));
}

describe('a Service with ready pods', () => {
  test('is healthy at the price of one question', () => {
    const asked: string[] = [];
    const report = reportOf({
      objects: [serviceOf(), podOf(), podOf({ name: 'web-2' })],
      withhold: ({ section }) => {
        asked.push(section);
        return false;
      },
    });
    expect(report).toMatchObject({ verdict: 'healthy', findings: [] });
    expect(asked).toEqual(['network-policies']);
  });

  test.each<[string, object, object]>([
    ['sticky sessions', { sessionAffinity: 'ClientIP' }, {}],
    ['a node port', { type: 'NodePort' }, {}],
    ['no cluster address', { clusterIP: 'None' }, {}],
    ['some pods that are not ready', {}, { ready: false }],
    ['a pod on its way out', {}, { deleted: '2026-01-01T11:59:50Z', ready: false }],
    ['a pod that has ended', {}, { phase: 'Succeeded', ready: false }],
  ])('and %s has nothing wrong of its own', (_, spec, second) => {
    expect(found([serviceOf({ spec }), podOf(), podOf({ name: 'web-2', ...second })])).toEqual([]);
  });
});

describe('a selector that fits no pod', () => {
  const selecting = (selector: Record<string, string>, ...objects: readonly object[]) =>
    only([serviceOf({ selector }), ...objects]);

  test.each<[string, Record<string, string>, Record<string, string>, string, object]>([
    [
      'a typo',
      { app: 'storefrnt' },
      { app: 'storefront' },
      'app is storefront, not storefrnt',
      { app: 'storefront' },
    ],
    ['another case', { app: 'Web' }, { app: 'web' }, 'app is web, not Web', { app: 'web' }],
    [
      'another label',
      { 'app.kubernetes.io/name': 'web' },
      { app: 'web' },
      'the label is app=web, not app.kubernetes.io/name=web',
      { 'app.kubernetes.io/name': null, app: 'web' },
    ],
    [
      'a label too many',
      { app: 'web', tier: 'front' },
      { app: 'web' },
      'there is no label tier',
      { tier: null },
    ],
  ])('by %s', (_, selector, labels, difference, patch) => {
    const { cause, confidence, title, says, remedies } = selecting(
      selector,
      podOf({ labels }),
      podOf({ name: 'b', labels }),
    );
    expect({ cause, confidence }).toEqual({ cause: 'selector-unmatched', confidence: 'certain' });
    expect(title).toContain(
      `selects pods with ${Object.entries(selector)
        .map((pair) => pair.join('='))
        .join(',')}, and there are none in shop`,
    );
    expect(says[0]).toBe(`Against its selector, in the labels of deployment/web (2 pods): ${difference}.`);
    expect(remedies[0]?.command).toBe(
      `kubectl -n shop patch service web -p '${JSON.stringify({ spec: { selector: patch } })}'`,
    );
  });

  test('a label that the pods lack can be given to them, where something makes them anew', () => {
    const selector = { app: 'web', tier: 'front' };
    expect(commandsOf(selecting(selector, podOf(), workloadOf()))).toContain(
      `kubectl -n shop patch deployment/web -p '{"spec":{"template":{"metadata":{"labels":{"tier":"front"}}}}}'`,
    );
    expect(commandsOf(selecting(selector, podOf({ of: null }))).join()).not.toContain('template');
  });

  test('what runs nothing can have been meant as well', () => {
    const scaled = workloadOf({ labels: { app: 'storefront' }, replicas: 0, name: 'storefront' });
    const { title, says } = selecting({ app: 'storefrnt' }, scaled);
    expect(title).toContain('those of deployment/storefront have app=storefront');
    expect(says).toContain('No pod runs in namespace shop at all.');
  });

  test('another value of a label says who is there, and patches nothing', () => {
    const blue = podOf({ labels: { app: 'web', color: 'blue' } });
    const finding = selecting({ app: 'web', color: 'green' }, blue);
    expect(finding.confidence).toBe('likely');
    expect(finding.title).toContain('those of deployment/web have color=blue');
    expect(commandsOf(finding)).toEqual([
      'kubectl -n shop edit service web',
      'kubectl -n shop get pods --show-labels',
    ]);
  });

  test('one pod of several that is gone is nobody else', () => {
    const label = 'statefulset.kubernetes.io/pod-name';
    const pod = podOf({
      of: 'web',
      ownerKind: 'StatefulSet',
      name: 'web-0',
      labels: { app: 'web', [label]: 'web-0' },
    });
    const finding = selecting({ app: 'web', [label]: 'web-3' }, pod);
    expect(finding.confidence).toBe('likely');
    expect(commandsOf(finding).join()).not.toContain('patch');
  });

  test('without a like label, what bears the Service’s name is named', () => {
    const finding = selecting({ run: 'storefront-main', app: 'x' }, podOf());
    expect(finding.title).toContain('those of deployment/web have app=web');
    expect(finding.says[0]).toContain('there is no label run, app is web, not x');
    expect(finding.confidence).toBe('likely');
  });

  test('without any sign of what was meant, the labels that there are stand there', () => {
    const others = [
      podOf({ of: 'api', name: 'api-1', labels: { app: 'api' } }),
      podOf({ of: null, name: 'one', labels: {} }),
    ];
    const { says, title } = selecting({ app: 'ledger' }, ...others);
    expect(title).toBe('Service web selects pods with app=ledger, and there are none in shop');
    expect(says).toContain('Labels that pods have there: app=api (deployment/api), no labels (pod/one).');
    expect(says).toContain('No Deployment, StatefulSet or DaemonSet of shop makes such pods.');
  });

  test('pods of another namespace are found', () => {
    const there = podOf({ of: 'ledger', name: 'ledger-1', namespace: 'books', labels: { app: 'ledger' } });
    const { title, remedies } = selecting({ app: 'ledger' }, podOf(), there);
    expect(title).toBe(
      'Service web selects pods with app=ledger, and there are none in shop; such pods run in books',
    );
    expect(remedies[0]?.command).toBe('kubectl -n books get services -o wide');
  });

  test.each<[SectionName[], string, number]>([
    [['workloads'], 'certain', 1],
    [['namespace-pods'], 'likely', 0],
    [['namespace-pods', 'workloads', 'pods'], 'likely', 0],
  ])('without %s it is told as far as it is known', (sections, confidence, patches) => {
    const report = reportOf({
      objects: [serviceOf({ selector: { app: 'wbe' } }), podOf()],
      withhold: without(...sections),
    });
    expect(report.verdict).toBe('unhealthy');
    const [finding] = foundIn(report) as [FilledFinding];
    expect(finding).toMatchObject({ cause: 'selector-unmatched', confidence });
    expect(finding.says.join()).not.toContain(
      sections.includes('workloads') ? 'No Deployment' : 'No pod runs',
    );
    expect(commandsOf(finding).filter((command) => command.includes('patch'))).toHaveLength(patches);
    expect(report.gaps.map(({ section }) => section)).toEqual(expect.arrayContaining(sections));
  });
});

describe('a Service whose pods do not exist yet', () => {
  test('what makes them is scaled to 0', () => {
    const finding = only([serviceOf(), workloadOf({ replicas: 0 })]);
    expect(finding).toMatchObject({ cause: 'no-ready-endpoints', subject: { object: 'deployment/web' } });
    expect(finding.title).toBe('Service web has no ready endpoints: the Deployment behind it is scaled to 0');
    expect(finding.says).toEqual([
      'It selects app=web. deployment/web makes such pods, and its spec.replicas is 0.',
    ]);
    expect(commandsOf(finding)).toEqual(['kubectl -n shop scale deployment/web --replicas=1']);
  });

  test('of several that make such pods the one that is to have some comes first', () => {
    const finding = only([
      serviceOf(),
      workloadOf({ name: 'old', replicas: 0 }),
      workloadOf({ replicas: 2 }),
    ]);
    expect(finding.subject.object).toBe('deployment/web');
    expect(finding.says).toContain('More that makes such pods: deployment/old.');
  });

  test('its controller says why it makes none', () => {
    const message = 'pods "web-5d4f-abcde" is forbidden: exceeded quota: compute';
    const conditions = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }];
    const finding = only([serviceOf(), workloadOf({ replicas: 3, status: { replicas: 0, conditions } })]);
    expect(finding.title).toBe('Service web has no ready endpoints: the Deployment behind it has no pods');
    expect(finding.says).toContain(`Its controller says: FailedCreate: ${message}`);
    expect(commandsOf(finding)).toEqual(['podwhy why -n shop deployment/web']);
  });

  test('it was made a moment ago', () => {
    const report = reportOf({ objects: [serviceOf(), workloadOf({ created: JUST_NOW })] });
    expect(report.verdict).toBe('waiting');
    expect(foundIn(report)[0]?.says).toContain(
      'deployment/web was made 20s ago: its pods are still to come.',
    );
  });

  test('a StatefulSet or a DaemonSet makes them', () => {
    expect(only([serviceOf(), workloadOf({ kind: 'StatefulSet', replicas: 0 })]).title).toContain(
      'the StatefulSet behind it is scaled to 0',
    );
    const nowhere = only([
      serviceOf(),
      workloadOf({ kind: 'DaemonSet', status: { desiredNumberScheduled: 0 } }),
    ]);
    expect(nowhere.title).toContain('the DaemonSet behind it has no pods');
    expect(nowhere.says).toContain('By the status of DaemonSet web no node is to run one of its pods.');
    const untold = only([serviceOf(), workloadOf({ kind: 'DaemonSet', status: {} })]);
    expect(untold.says[0]).toBe('It selects app=web. daemonset/web makes such pods.');
  });
});

describe('pods that are there and not ready', () => {
  const crashing: Made = podOf({
    name: 'web-2',
    ready: false,
    status: {
      containerStatuses: [
        {
          name: 'app',
          ready: false,
          restartCount: 7,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 1, reason: 'Error' } },
        },
      ],
    },
  });

  test('have a cause of their own, which is told alone', () => {
    const { findings, verdict } = reportOf({ objects: [serviceOf(), crashing] });
    expect(verdict).toBe('unhealthy');
    expect(findings.map(({ playbook }) => playbook)).toEqual(['crashloop']);
  });

  test('without one, that none is ready is told', () => {
    const quiet = podOf({ containers: [declaring(8080)], ready: false });
    const finding = only([serviceOf(), quiet]);
    expect(finding.title).toBe(
      'Service web has no ready endpoints: its only pod, web-5d4f-a1b2c, is not ready',
    );
    expect(finding.says).toEqual(['Its pods: web-5d4f-a1b2c: 0/1 Running.']);
    expect(commandsOf(finding)).toEqual([
      'podwhy why -n shop deployment/web',
      'kubectl -n shop describe pod web-5d4f-a1b2c',
    ]);
    const two = only([
      serviceOf(),
      quiet,
      podOf({ of: null, name: 'web-0', containers: [declaring(8080)], ready: false }),
    ]);
    expect(two.title).toContain('none of its 2 pods is ready');
    expect(commandsOf(two)[0]).toBe('kubectl -n shop describe pod web-0');
  });

  test('pods that have ended or are leaving are none', () => {
    const ended = podOf({ phase: 'Succeeded', ready: false });
    expect(only([serviceOf(), ended]).title).toContain('its pods (1) have ended or are ending');
    const leaving = podOf({ deleted: '2026-01-01T11:59:50Z' });
    expect(found([serviceOf(), leaving]).map(({ cause }) => cause)).toEqual(['no-ready-endpoints']);
  });

  test('pods on their way are waited for', () => {
    const pending = { phase: 'Pending', ready: false, status: { containerStatuses: [] } };
    expect(reportOf({ objects: [serviceOf(), podOf({ ...pending, created: JUST_NOW })] }).verdict).toBe(
      'waiting',
    );
    const young = podOf({ containers: [declaring(8080)], ready: false, created: JUST_NOW });
    expect(reportOf({ objects: [serviceOf(), young] }).verdict).toBe('waiting');
  });

  test('pods whose image takes its time are waited for as well', () => {
    const created = '2026-01-01T11:56:00Z';
    const creating = [
      { name: 'app', ready: false, restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } },
    ];
    const pulling = podOf({
      phase: 'Pending',
      ready: false,
      created,
      status: { containerStatuses: creating },
    });
    const said = { type: 'Normal', reason: 'Pulling', message: 'Pulling image "registry.example/web:1.4"' };
    const objects = [serviceOf(), pulling, eventOf({ kind: 'Pod', name: 'web-5d4f-a1b2c' }, said, 3)];
    expect(reportOf({ objects })).toMatchObject({
      verdict: 'waiting',
      findings: [{ cause: 'pull-slow' }],
    });
    const { verdict } = reportOf({
      objects: [
        serviceOf(),
        podOf({ phase: 'Pending', ready: false, status: { containerStatuses: creating } }),
      ],
    });
    expect(verdict).toBe('unhealthy');
  });

  test('a Service that sends to them all the same has no trouble of its own', () => {
    const published = serviceOf({ spec: { publishNotReadyAddresses: true } });
    const quiet = podOf({ containers: [declaring(8080)], ready: false });
    expect(found([published, quiet])).toEqual([]);
    expect(found([published, podOf({ phase: 'Failed', ready: false })])).toHaveLength(1);
  });
});

test('other targets have no finding of this family', () => {
  const deployed: Report = reportOf({ objects: [workloadOf(), podOf()], target: 'deploy/web' });
  expect(foundIn(deployed)).toEqual([]);
  expect(
    foundIn(reportOf({ objects: [{ kind: 'Node', metadata: { name: 'a' } }], target: 'node/a' })),
  ).toEqual([]);
});
