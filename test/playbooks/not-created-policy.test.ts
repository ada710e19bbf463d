import { describe, expect, it } from 'vitest';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { PodSpec } from '../../src/diagnosis/objects/pod.ts';
import type { PodTemplateSpec } from '../../src/diagnosis/objects/workload.ts';
import {
  FORBIDDEN,
  failed,
  type Made,
  patchIn,
  refused,
  replicaSet,
  why,
  workload,
} from './not-created-made.ts';

const container = (securityContext: Container['securityContext'] = {}, name = 'app'): Container => ({
  name,
  securityContext,
});

/** Deployment web, whose template the level forbids these checks of. */
function violating(
  level: string,
  checks: readonly string[],
  template: PodSpec,
  metadata?: PodTemplateSpec['metadata'],
) {
  const words = `${FORBIDDEN}violates PodSecurity "${level}": ${checks.join(', ')}`;
  const [deployment, ...rest] = refused(words, { template }) as [
    Made & { spec: { template: PodTemplateSpec } },
    ...Made[],
  ];
  const spec = {
    ...deployment.spec,
    template: { ...deployment.spec.template, ...(metadata ? { metadata } : {}) },
  };
  return why([{ ...deployment, spec }, ...rest]);
}

/** A strategic merge patch as the API server applies it: by name, ports by containerPort, null takes away. */
function patched(target: unknown, patch: unknown): unknown {
  if (Array.isArray(patch)) {
    const key = ['name', 'containerPort'].find((field) => patch.every((item) => item?.[field] !== undefined));
    if (!key || !Array.isArray(target) || !isMerged(patch)) return patch;
    return target.map((item) => patched(item, patch.find((one) => one[key] === item[key]) ?? {}));
  }
  if (typeof patch !== 'object' || patch === null) return patch;
  const fields = Object.entries(patch).map(([key, value]) => [
    key,
    patched((target as Record<string, unknown>)?.[key], value),
  ]);
  const joined = Object.entries({ ...(target as object), ...Object.fromEntries(fields) });
  return Object.fromEntries(joined.filter(([, value]) => value !== null));
}

/** Sysctls are replaced as a list. */
function isMerged(list: readonly object[]): boolean {
  return list.every((item) => !('value' in item));
}

const ESCALATION =
  'allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false)';
const DROP = 'unrestricted capabilities (container "app" must set securityContext.capabilities.drop=["ALL"])';
const NON_ROOT = 'runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true)';
const SECCOMP =
  'seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")';

describe('Pod Security', () => {
  it('restricted: one patch sets what all of its checks ask for', () => {
    const template = {
      initContainers: [container({}, 'wait')],
      containers: [
        container({
          capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
          allowPrivilegeEscalation: false,
        }),
      ],
    };
    const answer = violating('restricted:latest', [ESCALATION, DROP, NON_ROOT, SECCOMP], template);
    expect(answer.causes).toEqual(['pod-security-violated']);
    expect(answer.first).toMatchObject({ severity: 'critical', confidence: 'certain' });
    expect(answer.first?.title).toBe(
      'Pod security level restricted of namespace shop refuses the pods: allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile',
    );
    expect(patchIn(answer, 'patch deployment/web')).toEqual({
      spec: {
        template: {
          spec: {
            securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
            initContainers: [
              {
                name: 'wait',
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
              },
            ],
          },
        },
      },
    });
    expect(answer.text).toMatch(/With runAsNonRoot an image that runs as root does not start/);
    expect(answer.text).toMatch(/pod-security.kubernetes.io\/enforce=baseline/);
    expect(answer.text).not.toMatch(/Taken away/);
  });

  it('restricted: what was set against it is taken back', () => {
    const template = {
      securityContext: { runAsUser: 0, runAsNonRoot: false },
      containers: [
        container({
          runAsNonRoot: false,
          runAsUser: 0,
          seccompProfile: { type: 'Unconfined' },
          capabilities: { add: ['NET_ADMIN', 'NET_BIND_SERVICE'] },
        }),
        container({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }, 'proxy'),
      ],
    };
    const checks = [
      'unrestricted capabilities (containers "app", "proxy" must not include "CHOWN", "NET_ADMIN" in securityContext.capabilities.add)',
      'runAsNonRoot != true (container "app" must not set securityContext.runAsNonRoot=false)',
      'runAsUser=0 (pod and container "app" must not set runAsUser=0)',
      'seccompProfile (container "app" must not set securityContext.seccompProfile.type to "Unconfined")',
    ];
    const answer = violating('restricted:v1.30', checks, template);
    expect(
      patched(
        template,
        (patchIn(answer, 'patch deployment/web') as { spec: { template: { spec: object } } }).spec.template
          .spec,
      ),
    ).toEqual({
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        { name: 'app', securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } },
        { name: 'proxy', securityContext: { capabilities: { drop: ['ALL'] } } },
      ],
    });
    expect(answer.first?.says).toContain('The level is that of Kubernetes v1.30.');
    expect(answer.first?.says).toContain(
      'Taken away by that: capabilities NET_ADMIN, CHOWN, user root (runAsUser 0).',
    );
    expect(answer.text).toMatch(/If it can do without capabilities NET_ADMIN, CHOWN/);
    expect(answer.text).toMatch(/enforce=privileged/);
    const ofPod = violating('restricted:latest', ['runAsUser=0 (pod must not set runAsUser=0)'], {
      securityContext: { runAsUser: 0 },
      containers: [container()],
    });
    expect(patchIn(ofPod, 'patch deployment/web')).toEqual({
      spec: { template: { spec: { securityContext: { runAsUser: null } } } },
    });
    const ofContainer = violating(
      'restricted:latest',
      ['runAsUser=0 (container "app" must not set runAsUser=0)'],
      { containers: [container({ runAsUser: 0 })] },
    );
    expect(patchIn(ofContainer, 'patch deployment/web')).toMatchObject({
      spec: { template: { spec: { containers: [{ name: 'app', securityContext: { runAsUser: null } }] } } },
    });
  });

  const off = { securityContext: {} };
  it.each<[string, PodSpec, object]>([
    [
      'host namespaces (hostNetwork=true, hostPID=true)',
      { hostNetwork: true, hostPID: true, containers: [container()] },
      { containers: [container()] },
    ],
    [
      'privileged (container "app" must not set securityContext.privileged=true)',
      { containers: [container({ privileged: true })] },
      { containers: [{ name: 'app', ...off }] },
    ],
    [
      'non-default capabilities (container "app" must not include "SYS_TIME" in securityContext.capabilities.add)',
      { containers: [container({ capabilities: { add: ['CHOWN', 'SYS_TIME'] } }), container({}, 'b')] },
      { containers: [container({ capabilities: { add: ['CHOWN'] } }), container({}, 'b')] },
    ],
    [
      'hostPort (container "app" uses hostPorts 80, 443)',
      {
        containers: [
          {
            name: 'app',
            ports: [
              { containerPort: 8080, hostPort: 80 },
              { containerPort: 8443, hostPort: 443 },
              { containerPort: 9090 },
            ],
          },
        ],
      },
      {
        containers: [
          { name: 'app', ports: [{ containerPort: 8080 }, { containerPort: 8443 }, { containerPort: 9090 }] },
        ],
      },
    ],
    [
      'procMount (container "app" must not set securityContext.procMount to "Unmasked")',
      { containers: [container({ procMount: 'Unmasked' })] },
      { containers: [{ name: 'app', ...off }] },
    ],
    [
      'seLinuxOptions (pod and container "app" set forbidden securityContext.seLinuxOptions: type "x")',
      {
        securityContext: { seLinuxOptions: { type: 'x' } },
        containers: [container({ seLinuxOptions: { user: 'u', role: 'r' } })],
      },
      { securityContext: { seLinuxOptions: {} }, containers: [container({ seLinuxOptions: {} })] },
    ],
    [
      'forbidden sysctls (kernel.msgmax)',
      {
        securityContext: {
          sysctls: [
            { name: 'kernel.msgmax', value: '1' },
            { name: 'net.ipv4.tcp_syncookies', value: '1' },
          ],
        },
        containers: [container()],
      },
      {
        securityContext: { sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] },
        containers: [container()],
      },
    ],
    [
      'forbidden sysctls (kernel.msgmax)',
      { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] }, containers: [container()] },
      { ...off, containers: [container()] },
    ],
    [
      'forbidden AppArmor profile (pod must not set AppArmor profile type to "Unconfined")',
      {
        securityContext: { appArmorProfile: { type: 'Unconfined' } },
        containers: [
          container({ appArmorProfile: { type: 'Unconfined' } }),
          container({ appArmorProfile: { type: 'RuntimeDefault' } }, 'b'),
        ],
      },
      {
        ...off,
        containers: [
          { name: 'app', ...off },
          container({ appArmorProfile: { type: 'RuntimeDefault' } }, 'b'),
        ],
      },
    ],
    [
      'hostProcess (pod and container "app" must not set securityContext.windowsOptions.hostProcess=true)',
      {
        securityContext: { windowsOptions: { hostProcess: true } },
        containers: [container({ windowsOptions: { hostProcess: true } })],
      },
      { securityContext: { windowsOptions: {} }, containers: [container({ windowsOptions: {} })] },
    ],
    [
      'probe or lifecycle host (container "app" uses probe or lifecycle host "198.51.100.1")',
      {
        containers: [
          {
            name: 'app',
            livenessProbe: { httpGet: { port: 80, host: '198.51.100.1' } },
            readinessProbe: { tcpSocket: { port: 80, host: 'x' } },
            startupProbe: { exec: {} },
            lifecycle: { preStop: { httpGet: { port: 80, host: 'x' } } },
          },
        ],
      },
      {
        containers: [
          {
            name: 'app',
            livenessProbe: { httpGet: { port: 80 } },
            readinessProbe: { tcpSocket: { port: 80 } },
            startupProbe: { exec: {} },
            lifecycle: { preStop: { httpGet: { port: 80 } } },
          },
        ],
      },
    ],
  ])('baseline: %s', (check, template, mended) => {
    const answer = violating('baseline:latest', [check], template);
    const patch = patchIn(answer, 'patch deployment/web') as { spec: { template: { spec: object } } };
    expect(patched(template, patch.spec.template.spec)).toEqual(mended);
    expect(answer.text).toMatch(/enforce=privileged/);
  });

  it.each<[string, PodSpec]>([
    [
      'seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type "x")',
      { securityContext: { seLinuxOptions: { type: 'x' } }, containers: [container()] },
    ],
    [
      'seLinuxOptions (container "app" set forbidden securityContext.seLinuxOptions: type "x")',
      { containers: [container({ seLinuxOptions: { type: 'x' } })] },
    ],
    [
      'forbidden AppArmor profile (x)',
      { containers: [container({ appArmorProfile: { type: 'Unconfined' } })] },
    ],
    ['hostProcess (x)', { containers: [container({ windowsOptions: { hostProcess: true } })] }],
    [
      'hostProcess (x)',
      { securityContext: { windowsOptions: { hostProcess: true } }, containers: [container()] },
    ],
  ])('baseline, on the pod or a container alone: %s', (check, template) => {
    expect(patchIn(violating('baseline:latest', [check], template), 'patch deployment/web')).not.toBeNull();
  });

  it('baseline: an AppArmor profile that an annotation takes off', () => {
    const key = 'container.apparmor.security.beta.kubernetes.io/app';
    const answer = violating(
      'baseline:latest',
      [`forbidden AppArmor profile (${key}="unconfined")`],
      { containers: [container()] },
      { annotations: { [key]: 'unconfined', other: 'x' } },
    );
    expect(patchIn(answer, 'patch deployment/web')).toEqual({
      spec: { template: { metadata: { annotations: { [key]: null } }, spec: {} } },
    });
  });

  it('has no patch for volumes: it says what has to be decided, and mends the rest', () => {
    const volumes = [
      { name: 'logs', hostPath: { path: '/var/log' } },
      { name: 'share', nfs: { server: 'x', path: '/' } },
      { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
      { name: 'nameless' },
    ];
    const checks = [
      'hostPath volumes (volume "logs")',
      ESCALATION,
      'restricted volume types (volumes "logs", "share" use restricted volume types "hostPath", "nfs")',
    ];
    const answer = violating('restricted:latest', checks, { containers: [container()], volumes });
    expect(answer.text).toMatch(/in place of volume logs \(hostPath \/var\/log\)/);
    expect(answer.text).toMatch(
      /in place of volume logs \(hostPath\), volume share \(nfs\), volume nameless/,
    );
    expect(answer.first?.remedies[0]?.text).toMatch(/^Set all but what is to be decided by hand/);
    expect(patchIn(answer, 'patch deployment/web')).toMatchObject({
      spec: { template: { spec: { containers: [{ name: 'app' }] } } },
    });
    const alone = violating('baseline:latest', ['hostPath volumes (volume "logs")'], {
      containers: [container()],
      volumes,
    });
    expect(patchIn(alone, 'patch deployment/web')).toBeNull();
    expect(alone.first?.remedies).toHaveLength(1);
  });

  it('has no patch for a port that is declared twice', () => {
    const ports = [
      { containerPort: 53, hostPort: 53 },
      { containerPort: 53, protocol: 'UDP', hostPort: 53 },
    ];
    const answer = violating('baseline:latest', ['hostPort (container "app" uses hostPort 53)'], {
      containers: [{ name: 'app', ports }],
    });
    expect(patchIn(answer, 'patch deployment/web')).toBeNull();
    expect(answer.first?.says.join('\n')).toMatch(/To be decided by hand: no hostPort 53, 53 \(app\)/);
  });

  it('says what it does not know, and what the template no longer has', () => {
    const answer = violating('restricted:latest', ['something new (container "app")', ESCALATION], {
      containers: [container()],
    });
    expect(answer.first?.says).toContain('Not known here: something new.');
    expect(answer.text).toMatch(/something new: container \\"app\\"/);
    for (const check of [
      'privileged (x)',
      'non-default capabilities (x)',
      'hostPort (x)',
      'procMount (x)',
      'probe or lifecycle host (x)',
      'allowPrivilegeEscalation != false (x)',
      'unrestricted capabilities (x)',
    ]) {
      const mended = {
        containers: [container({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } })],
      };
      expect(violating('restricted:latest', [check], mended).text).toMatch(/Not known here/);
    }
    expect(
      violating('baseline:latest', ['host namespaces (x)', 'hostPath volumes (x)'], { containers: [] }).text,
    ).toMatch(/no host namespaces/);
    expect(violating('restricted:latest', ['restricted volume types (x)'], { containers: [] }).text).toMatch(
      /in place of the volumes/,
    );
    const [bare, ...rest] = refused(`${FORBIDDEN}violates PodSecurity "baseline:latest": `) as [
      Made & { spec: object },
      ...Made[],
    ];
    expect(why([{ ...bare, spec: {} }, ...rest]).causes).toEqual(['pod-security-violated']);
    const empty = [
      `host namespaces (x)`,
      'seLinuxOptions (x)',
      'forbidden sysctls (x)',
      'forbidden AppArmor profile (x)',
      'hostProcess (x)',
      'runAsNonRoot != true',
      'runAsUser=0',
      'seccompProfile',
      'restricted volume types',
    ];
    const words = `${FORBIDDEN}violates PodSecurity "baseline:latest": ${empty.join(', ')}`;
    const [deployment, ...others] = refused(words) as [Made & { spec: object }, ...Made[]];
    expect(why([{ ...deployment, spec: { replicas: 1 } }, ...others]).causes).toEqual([
      'pod-security-violated',
    ]);
  });

  it('changes a CronJob, and not a Job alone', () => {
    const words = `${FORBIDDEN}violates PodSecurity "restricted:latest": ${NON_ROOT}`;
    const owner = { kind: 'CronJob', name: 'web', uid: 'cron-uid', controller: true };
    const job = (metadata = {}) => workload({ kind: 'Job', metadata, spec: {} });
    const lonely = why([job(), failed(words, 'Job')], { target: 'job/web' });
    expect(lonely.text).toMatch(/correct the manifest of job web and create it anew/);
    expect(patchIn(lonely, 'patch')).toBeNull();
    const owned = why([job({ ownerReferences: [owner] }), failed(words, 'Job')], { target: 'job/web' });
    expect(patchIn(owned, 'patch cronjob/web')).toMatchObject({
      spec: { jobTemplate: { spec: { template: { spec: { securityContext: { runAsNonRoot: true } } } } } },
    });
    expect(owned.text).toMatch(/delete job web/);
  });

  it('of a ReplicaSet changes its Deployment', () => {
    const condition = {
      type: 'ReplicaFailure',
      status: 'True',
      reason: 'FailedCreate',
      message: `${FORBIDDEN}violates PodSecurity "restricted:latest": ${NON_ROOT}`,
    };
    const answer = why([replicaSet({ status: { conditions: [condition] } })], {
      target: 'ReplicaSet/web-5d',
    });
    expect(answer.text).toMatch(/patch deployment\/web /);
  });
});

describe('security policies', () => {
  const SCC = `${FORBIDDEN}unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user or serviceaccount, provider restricted-v2: .containers[0].runAsUser: Invalid value: 999: must be in the ranges: [1000670000, 1000679999], .containers[0].privileged: Forbidden: Privileged containers are not allowed]`;

  it('of OpenShift name what the one that may be used has against it', () => {
    const answer = why(refused(SCC, { template: { containers: [], serviceAccountName: 'cart' } }));
    expect(answer.causes).toEqual(['security-policy-violated']);
    expect(answer.first?.title).toBe(
      'No SecurityContextConstraints that ServiceAccount cart may use lets the pods in: containers[0].runAsUser 999: must be in the ranges: [1000670000, 1000679999]',
    );
    expect(answer.first?.says).toContain(
      'Also: containers[0].privileged: Privileged containers are not allowed.',
    );
    expect(answer.first?.says).toContain('The account may not use: anyuid.');
    expect(answer.text).toMatch(/filled in from it/);
    expect(answer.text).toMatch(/add-scc-to-user anyuid -z cart -n shop/);
    expect(patchIn(answer, 'patch')).toBeNull();
  });

  it('that only need fields left out have a patch', () => {
    const words = (...errors: readonly string[]) =>
      refused(
        `${FORBIDDEN}unable to validate against any security context constraint: [${errors.map((one) => `${one}: Invalid value: 0: must be in the ranges: [1, 2]`).join(', ')}]`,
        { template: { containers: [{ name: 'app' }], initContainers: [{ name: 'wait' }] } },
      );
    const mended = why(
      words(
        'provider restricted-v2: .spec.securityContext.fsGroup',
        '.containers[0].runAsUser',
        '.containers[0].privileged',
        'spec.initContainers[0].securityContext.runAsUser',
        'spec.hostNetwork',
      ),
    );
    expect(patchIn(mended, 'patch deployment/web')).toEqual({
      spec: {
        template: {
          spec: {
            securityContext: { fsGroup: null },
            hostNetwork: null,
            containers: [{ name: 'app', securityContext: { runAsUser: null, privileged: null } }],
            initContainers: [{ name: 'wait', securityContext: { runAsUser: null } }],
          },
        },
      },
    });
    expect(patchIn(why(words('spec.volumes[0]', '.containers[0].runAsUser')), 'patch')).toBeNull();
    expect(patchIn(why(words('.containers[4].runAsUser')), 'patch')).toBeNull();
  });

  it('up to 1.24 have no such remedy', () => {
    const words = `${FORBIDDEN}PodSecurityPolicy: unable to admit pod: [spec.containers[0].securityContext.privileged: Invalid value: true: Privileged containers are not allowed]`;
    const answer = why(refused(words));
    expect(answer.first?.title).toMatch(
      /^No PodSecurityPolicy that ServiceAccount default may use lets the pods in: spec/,
    );
    expect(answer.text).not.toMatch(/add-scc|filled in/);
    const nameless = `${FORBIDDEN}unable to validate against any security context constraint: [spec: Forbidden: not usable by user or serviceaccount]`;
    expect(why(refused(nameless)).text).not.toMatch(/The account may not use/);
    expect(why(refused(`${FORBIDDEN}PodSecurityPolicy: unable to admit pod: []`)).first?.title).toMatch(
      /lets the pods in$/,
    );
  });
});

describe('webhooks and policies that say no', () => {
  const denied = (webhook: string, words: string) =>
    why(refused(`admission webhook "${webhook}" denied the request${words}`));

  it('are named with their words', () => {
    const answer = denied('guard.example', ': images must be signed');
    expect(answer.causes).toEqual(['webhook-denied']);
    expect(answer.first?.title).toBe('Webhook guard.example refuses the pods: images must be signed');
    expect(answer.text).toMatch(/edit deployment\/web/);
    expect(denied('guard.example', ' without explanation').first).toMatchObject({
      title: 'Webhook guard.example refuses the pods',
      says: expect.arrayContaining(['It gave no reason.']),
    });
  });

  it('Gatekeeper and Kyverno name their rules', () => {
    const gatekeeper = denied('validation.gatekeeper.sh', ': [limits] no cpu limit\n[labels] no app');
    expect(gatekeeper.first?.title).toMatch(/limits: no cpu limit$/);
    expect(gatekeeper.first?.says).toContain('It also says: labels: no app.');
    expect(gatekeeper.text).toMatch(/See constraint limits/);
    const kyverno = denied(
      'validate.kyverno.svc-fail',
      ": \n\nresource Pod/shop/web was blocked due to the following policies \n\nlabels:\n  app: 'validation error: the label app is required. rule app failed at path /metadata/labels/app/'\n",
    );
    expect(kyverno.first?.title).toMatch(
      /refuses the pods: labels\/app: the label app is required \(at \/metadata\/labels\/app\)$/,
    );
    expect(kyverno.text).toMatch(/get clusterpolicy labels -o yaml/);
  });

  it('of the API server have a binding', () => {
    const answer = why(
      refused(
        `${FORBIDDEN}ValidatingAdmissionPolicy 'no-latest' with binding 'everywhere' denied request: no tag latest`,
      ),
    );
    expect(answer.first?.title).toBe('ValidatingAdmissionPolicy no-latest refuses the pods: no tag latest');
    expect(answer.first?.says).toContain('It applies by binding everywhere.');
    expect(answer.text).toMatch(/get validatingadmissionpolicy no-latest -o yaml/);
  });
});

describe('webhooks that can’t be called', () => {
  const call = (words: string) =>
    refused(
      `Internal error occurred: failed calling webhook "w.example": failed to call webhook: Post "https://guard.policies.svc:443/check?timeout=10s": ${words}`,
    );
  const slice = (...ready: readonly (boolean | undefined)[]): Made =>
    ({
      kind: 'EndpointSlice',
      metadata: { name: 'guard-1', namespace: 'policies', labels: { 'kubernetes.io/service-name': 'guard' } },
      endpoints: ready.map((one) => ({ conditions: one === undefined ? {} : { ready: one } })),
    }) as Made;

  it('with no ready pod behind them', () => {
    const answer = why([...call('dial tcp 10.0.0.1:443: connect: connection refused'), slice(false, false)]);
    expect(answer.causes).toEqual(['webhook-unreachable']);
    expect(answer.first?.title).toBe(
      'Webhook w.example can’t be asked, and without it the API refuses the pods: Service guard has no ready endpoints (2 not ready)',
    );
    expect(answer.text).toMatch(/-n policies describe service guard/);
    expect(answer.text).toMatch(/connection refused/);
    expect(answer.text).toMatch(/rollout restart deployment\/web/);
    expect(why(call('context deadline exceeded')).first?.title).toMatch(/: Service guard has no endpoints$/);
  });

  it('with ready pods behind them: something is in the way, or it is over', () => {
    const blocked = why([...call('context deadline exceeded'), slice(true, undefined, false)]);
    expect(blocked.first?.title).toMatch(/: it does not answer in time$/);
    expect(blocked.first?.says).toContain('Service guard has 2 ready endpoints.');
    expect(blocked.text).toMatch(/Between the API server and guard something is in the way/);
    expect(blocked.diagnosis.verdict).toBe('unhealthy');
    const over = why([...call('no endpoints available for service "guard"'), slice(true)]);
    expect(over.first?.title).toMatch(/no pod behind it was ready, and one is by now$/);
    expect(over.diagnosis.verdict).toBe('waiting');
    expect(over.text).not.toMatch(/in the way/);
  });

  it('without a Service, or with one that may not be read', () => {
    const missing = why(call('service "guard" not found'));
    expect(missing.first?.title).toMatch(/: its Service does not exist$/);
    expect(missing.asked).not.toContain('endpoint-slices');
    expect(missing.text).toMatch(/Install again what w.example belongs to/);
    expect(missing.text).not.toMatch(/describe service guard/);
    const unread = why(call('x509: certificate has expired'), { forbidden: ['endpoint-slices'] });
    expect(unread.first?.title).toMatch(/: its certificate is not accepted$/);
    expect(unread.text).toMatch(/Renew the certificate of w.example/);
    const answered = why([...call('x509: certificate signed by unknown authority'), slice(false)]);
    expect(answered.first?.title).toMatch(/: its certificate is not accepted$/);
    expect(answered.text).not.toMatch(/no ready endpoints/);
    const outside = why(
      refused('Internal error occurred: failed calling webhook "w": Post "https://198.51.100.1:9444/x": EOF'),
    );
    expect(outside.text).toMatch(/See whether something listens at 198.51.100.1:9444/);
  });
});
