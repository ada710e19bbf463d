import { describe, expect, it, test } from 'vitest';
import { sandbox } from '../../playbooks/sandbox/index.ts';
import { containerStatus, node, pod } from '../support/build.ts';
import { BARE, type MadePod, STATEFUL, starting, told, why } from './start-made.ts';

const RPC = 'Failed to create pod sandbox: rpc error: code = Unknown desc = ';
const CNI = `${RPC}failed to setup network for sandbox "ab12": `;

function one(message: string, made: MadePod = {}, objects: readonly object[] = []) {
  const answer = why(sandbox, [starting(made), told('FailedCreatePodSandBox', message), ...objects]);
  expect(answer.told).toHaveLength(1);
  return answer.told[0];
}

const nodeA = (more: object = {}) => ({ kind: 'Node', ...node('node-a', { status: more }) });

describe('the network', () => {
  it('whose plugin fails', () => {
    const said = one(`${CNI}plugin type="calico" failed (add): connection is unauthorized`);
    expect(said).toMatchObject({ cause: 'network-plugin-failed', confidence: 'certain' });
    expect(said?.title).toBe('The network of the pod can’t be set up on node-a: plugin calico fails');
    expect(said?.text).toMatch(/get pods -A -o wide -l k8s-app=calico-node/);
    expect(said?.text).not.toMatch(/kube-system/);
    const unknown = one(`${CNI}plugin type="own" failed (add): no`);
    expect(unknown?.text).toMatch(/--field-selector=spec.nodeName=node-a/);
  });

  it('that the node itself says is not ready', () => {
    const text =
      'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';
    const notReady = { type: 'Ready', status: 'False', message: 'cni plugin not initialized' };
    const answer = why(sandbox, [
      starting(),
      told('NetworkNotReady', text),
      nodeA({ conditions: [notReady] }),
    ]);
    expect(answer.told[0]?.text).toMatch(/Node node-a is not ready: cni plugin not initialized/);
    expect(answer.told[0]?.evidence).toContain('conditions[Ready]');
    const silent = [
      starting(),
      told('NetworkNotReady', text),
      nodeA({ conditions: [{ type: 'Ready', status: 'Unknown', reason: 'Gone' }] }),
    ];
    expect(why(sandbox, silent).told[0]?.text).toMatch(/is not ready: Gone/);
    const ready = [starting(), told('NetworkNotReady', text), nodeA()];
    expect(why(sandbox, ready).told[0]?.text).not.toMatch(/not ready:\n/);
    expect(why(sandbox, ready, ['node']).causes).toEqual(['network-plugin-failed']);
  });

  it('that has no address left', () => {
    const said = one(
      `${CNI}plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.1.1.1-10.1.1.254`,
    );
    expect(said?.cause).toBe('addresses-exhausted');
    expect(said?.title).toBe('No IP address is left for the pod on node-a in 10.1.1.1-10.1.1.254');
  });
});

describe('the sandbox image', () => {
  it('cannot be pulled', () => {
    const said = one(`${RPC}failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image`);
    expect(said?.title).toBe('The sandbox image registry.k8s.io/pause:3.9 can’t be pulled on node-a');
  });
});

describe('the runtime class', () => {
  const classes = [
    { kind: 'RuntimeClass', metadata: { name: 'kata' }, handler: 'kata-qemu' },
    { kind: 'RuntimeClass', metadata: { name: 'gvisor' }, handler: 'runsc' },
  ];
  const wants = (runtimeClassName: string, metadata = {}): MadePod => ({
    metadata,
    spec: { containers: [{ name: 'app' }], nodeName: 'node-a', runtimeClassName },
  });
  const NONE = `${RPC}failed to get sandbox runtime: no runtime for "kata-qemu" is configured`;

  it('wants a handler that the node does not have', () => {
    const said = one(NONE, wants('kata'), [
      ...classes,
      nodeA({ runtimeHandlers: [{ name: '' }, { name: 'runc' }] }),
    ]);
    expect(said?.title).toMatch(
      /RuntimeClass kata wants the handler kata-qemu, which node-a is not set up for$/,
    );
    expect(said?.text).toMatch(/The handlers of node-a: runc/);
    expect(said?.text).toMatch(/Other RuntimeClasses: gvisor/);
    expect(said?.text).toMatch(/"runtimeClassName":null/);
    const only = one(NONE, wants('kata'), [nodeA({ runtimeHandlers: [{ name: '' }] })]);
    expect(only?.text).toMatch(/has only its default one/);
    expect(one(NONE, wants('kata', BARE))?.text).toMatch(/Nothing owns pod web-1/);
    expect(one(NONE, wants('kata', STATEFUL))?.text).toMatch(/delete pod web-1/);
  });

  it('does not exist any more', () => {
    const text =
      'Failed to create pod sandbox: failed to get RuntimeClass gvisors: runtimeclass.node.k8s.io "gvisors" not found';
    const said = one(text, wants('gvisors'), classes);
    expect(said?.title).toBe('The sandbox can’t be made: RuntimeClass gvisors does not exist');
    expect(String(said?.params.patch)).toContain('"runtimeClassName":"gvisor"');
    expect(one(text, wants('zebra'), classes)?.params.patch).toBeUndefined();
    expect(one(text, {}, [{ kind: 'RuntimeClass', metadata: {} }])?.title).toMatch(/gvisors does not exist$/);
  });

  it('is told without the list of classes as well', () => {
    const objects = [starting(wants('kata')), told('FailedCreatePodSandBox', NONE)];
    const answer = why(sandbox, objects, ['runtime-classes', 'node']);
    expect(answer.causes).toEqual(['runtime-class-missing']);
    expect(answer.diagnosis.gaps.map(({ section }) => section)).toEqual(
      expect.arrayContaining(['runtime-classes', 'node']),
    );
    expect(one('no runtime for "x" is configured')?.title).toMatch(/wants the handler x/);
  });
});

describe('the sandbox itself', () => {
  const SYSCTL = `${RPC}failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: write /proc/sys/net/core/somaxconn: invalid argument: unknown`;
  const sysctls = [
    { name: 'net.core.somaxconn', value: 'many' },
    { name: 'net.ipv4.tcp_syncookies', value: '1' },
  ];

  it('with a kernel parameter that can’t be set', () => {
    const said = one(SYSCTL, {
      spec: { nodeName: 'node-a', containers: [{ name: 'app' }], securityContext: { sysctls } },
    });
    expect(said?.cause).toBe('sandbox-failed');
    expect(said?.title).toMatch(/sysctl net.core.somaxconn can’t be set to many$/);
    expect(JSON.parse(String(said?.params.patch)).spec.template.spec.securityContext.sysctls).toEqual([
      sysctls[1],
    ]);
    const slashed = [{ name: 'net/core/somaxconn' }];
    const empty = one(SYSCTL, {
      metadata: BARE,
      spec: { nodeName: 'node-a', containers: [{ name: 'app' }], securityContext: { sysctls: slashed } },
    });
    expect(empty?.evidence).toContain('net/core/somaxconn=');
    expect(one(SYSCTL)?.title).toMatch(/sysctl net.core.somaxconn can’t be set$/);
  });

  test.each([
    [
      'expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups',
      /don’t agree on how cgroups/,
    ],
    ['name "k8s_POD" is reserved for "ab"', /still holds the sandbox’s name/],
    ['container init was OOM-killed (memory limit too low?)', /leaves too little for the sandbox/],
    ['fork/exec: resource temporarily unavailable', /run out of processes/],
    ['no space left on device', /disk of node-a is full/],
    ['context deadline exceeded', /did not answer in time/],
    ['something else', /: something else$/m],
  ])('%s', (message, text) => {
    expect(one(`${RPC}${message}`)?.text).toMatch(text);
  });
});

describe('which event counts', () => {
  const at = (minute: string, reason: string, message: string) =>
    told(reason, message, {
      lastTimestamp: `2026-01-01T11:${minute}:00Z`,
      metadata: { name: `web-1.${minute}`, namespace: 'shop' },
    });

  it('one that tells more than that it took too long', () => {
    const events = [
      at('50', 'FailedCreatePodSandBox', `${CNI}plugin type="calico" failed (add): x`),
      at('52', 'FailedCreatePodSandBox', 'context deadline exceeded'),
      at('54', 'FailedCreatePodSandBox', 'name "a" is reserved for "b"'),
    ];
    expect(why(sandbox, [starting(), ...events]).causes).toEqual(['network-plugin-failed']);
    expect(why(sandbox, [starting(), ...events.slice(1)]).told[0]?.text).toMatch(/still holds/);
  });

  it('none where the volumes are waited for again', () => {
    const failed = at('50', 'FailedCreatePodSandBox', 'x');
    expect(why(sandbox, [starting(), failed, at('51', 'FailedMount', 'y')]).causes).toEqual([]);
    expect(why(sandbox, [starting(), failed, at('49', 'FailedAttachVolume', 'y')]).causes).toEqual([
      'sandbox-failed',
    ]);
  });

  it('none where a container’s image is pulled since: it has its sandbox', () => {
    const failed = at('50', 'FailedCreatePodSandBox', 'x');
    const involvedObject = { ...failed.involvedObject, fieldPath: 'spec.containers{app}' };
    const pulling = (minute: string) => ({ ...at(minute, 'Pulling', 'Pulling image "a"'), involvedObject });
    const older = starting({ status: { conditions: [] } });
    expect(why(sandbox, [older, failed, pulling('51')]).causes).toEqual([]);
    expect(why(sandbox, [older, failed, pulling('49')]).causes).toEqual(['sandbox-failed']);
  });

  it('none where no event can be read, or there is none', () => {
    const failed = told('FailedCreatePodSandBox', 'x');
    expect(why(sandbox, [starting(), failed], ['events']).causes).toEqual([]);
    expect(why(sandbox, [starting()]).causes).toEqual([]);
    const { message: _, ...wordless } = failed;
    expect(why(sandbox, [starting(), wordless]).told[0]?.title).toMatch(/the runtime gave no reason$/);
  });
});

describe('which pods are looked at', () => {
  const failed = told('FailedCreatePodSandBox', 'something');
  const causes = (made: object) => why(sandbox, [made, failed]).causes;
  const without = (made: MadePod) => starting({ ...made, status: { conditions: [], ...made.status } });

  test.each([
    ['its sandbox is not up', starting(), true],
    ['no condition yet, nothing started', without({}), true],
    ['no status of containers at all', without({ status: { containerStatuses: [] } }), true],
    [
      'of before 1.28',
      starting({ status: { conditions: [{ type: 'PodHasNetwork', status: 'False' }] } }),
      true,
    ],
    [
      'its sandbox is up',
      starting({ status: { conditions: [{ type: 'PodReadyToStartContainers', status: 'True' }] } }),
      false,
    ],
    ['its image is pulled', without({ state: { waiting: { reason: 'ErrImagePull' } } }), false],
    [
      'it has run before',
      without({
        status: {
          containerStatuses: [containerStatus('app', {}, { lastState: { terminated: { exitCode: 1 } } })],
        },
      }),
      false,
    ],
    ['it has ended', without({ state: { terminated: { exitCode: 1 } } }), false],
    ['it runs', { kind: 'Pod', ...pod() }, false],
    ['it is leaving', starting({ metadata: { deletionTimestamp: '2026-01-01T11:59:00Z' } }), false],
    ['it is done', starting({ status: { phase: 'Failed' } }), false],
    ['it has no node', { kind: 'Pod', metadata: { name: 'web-1', namespace: 'shop' } }, false],
  ])('%s', (_, made, found) => {
    expect(causes(made)).toEqual(found ? ['sandbox-failed'] : []);
  });
});
