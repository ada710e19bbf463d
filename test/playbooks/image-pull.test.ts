import { describe, expect, it } from 'vitest';
import { imagePull } from '../../playbooks/image-pull/index.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { viewOf } from '../../src/diagnosis/pod-view.ts';
import { container, containerStatus, NOW, node, pod } from '../support/build.ts';
import {
  appEvent,
  deployed,
  diagnoseImagePull,
  revisions,
  titleOf,
  waitingPod,
} from '../support/image-pull.ts';

const IMAGE = 'r.example:5000/shop/app:1.5.0';

function failing(error: string, image = IMAGE): Pod {
  return waitingPod(image, 'ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${error}`);
}

/** cause, the error as a runtime writes it, what the answer must say. Made to the letter of what runtimes write. */
const POSITIVES: readonly (readonly [string, string, readonly string[]])[] = [
  ['image-not-found', `${IMAGE}: not found`, ['shop/app:1.5.0', 'r.example:5000', 'missing or all of']],
  ['image-not-found', 'manifest unknown', ['knows no tag 1.5.0', 'a repository that does not exist']],
  [
    'image-not-found',
    'name unknown: repository name not known to registry',
    ['r.example:5000/shop/app does not exist'],
  ],
  ['image-not-found', 'repository shop/app not found: manifest unknown', ['shop/app does not exist']],
  [
    'rate-limited',
    'unexpected status from HEAD request to http://r.example:5000/v2/: 429 Too Many Requests',
    ['r.example:5000', 'without credentials'],
  ],
  [
    'registry-unresolvable',
    'dial tcp: lookup r.example on 10.0.0.2:53: no such host',
    ['r.example does not resolve', 'nslookup r.example 10.0.0.2', '<registry>:5000/shop/app'],
  ],
  [
    'registry-unreachable',
    'Head "https://r.example:5000/v2/": dial tcp 192.0.2.1:5000: connect: connection refused',
    ['r.example:5000', 'connection refused', 'machine at 192.0.2.1:5000'],
  ],
  [
    'registry-unreachable',
    'Head "https://r.example:5000/v2/": dial tcp 192.0.2.1:5000: i/o timeout',
    ['timeout', 'Nothing came back from 192.0.2.1:5000'],
  ],
  [
    'registry-unreachable',
    'Head "http://127.0.0.1:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused',
    ['127.0.0.1 is the node itself'],
  ],
  [
    'registry-unreachable',
    'proxyconnect tcp: dial tcp 10.9.9.9:3128: connect: connection refused',
    ['proxy of the node', '10.9.9.9:3128'],
  ],
  ['registry-unreachable', 'context canceled', ['canceled', 'https://r.example:5000/v2/']],
  [
    'registry-certificate-untrusted',
    'Head "https://r.example:5000/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ['No authority', 'r.example:5000', 'hosts.toml'],
  ],
  [
    'registry-certificate-untrusted',
    'x509: certificate has expired or is not yet valid: current time a is after b',
    ['not valid at this time'],
  ],
  [
    'registry-certificate-untrusted',
    'x509: certificate is valid for a.example, not r.example',
    ['other names', 'a.example'],
  ],
  ['registry-certificate-untrusted', 'remote error: tls: bad certificate', ['bad certificate']],
  [
    'registry-certificate-untrusted',
    'Get "https://r.example:5000/v2/": http: server gave HTTP response to HTTPS client',
    ['speaks plain HTTP', 'insecure'],
  ],
  [
    'registry-error',
    'unexpected status from HEAD request to http://r.example:5011/v2/: 503 Service Unavailable',
    ['r.example:5011 answers 503'],
  ],
  ['architecture-mismatch', 'no match for platform in manifest: not found', ['linux/amd64', 'node-a']],
  ['node-disk-full', 'failed to extract layer: write /x: no space left on device', ['node-a', 'no room']],
  [
    'unpack-failed',
    'failed to extract layer sha256:aa: unexpected EOF',
    ['cannot be unpacked on node node-a', 'crictl pull'],
  ],
  [
    'signature-invalid',
    'Source image rejected: A signature was required, but no signature exists',
    ['signature'],
  ],
  [
    'short-name-ambiguous',
    'short name mode is enforcing, but image name x returns ambiguous list',
    ['names no registry'],
  ],
  ['pull-failed', 'a thing that nobody has seen', ['a thing that nobody has seen']],
];

describe('the image-pull playbook', () => {
  it.each(POSITIVES)('finds %s in %s', (cause, error, said) => {
    const { findings, text } = diagnoseImagePull(deployed(failing(error)), { events: [], node: node() });
    expect(findings.map((finding) => finding.cause)).toEqual([cause]);
    expect(findings[0]?.container).toBe('app');
    expect(titleOf(findings[0])).toBeDefined();
    for (const words of said) expect(text).toContain(words);
  });

  it.each(POSITIVES)('finds %s with every section withheld', (cause, error) => {
    const { findings, sections } = diagnoseImagePull(deployed(failing(error)));
    expect(findings.map((finding) => finding.cause)).toEqual([cause]);
    expect(sections.length).toBeLessThanOrEqual(5);
    expect(titleOf(findings[0])).toBeDefined();
  });

  it('takes the error from the event where an older kubelet leaves it out of the status', () => {
    const broken = waitingPod(IMAGE, 'ImagePullBackOff', `Back-off pulling image "${IMAGE}"`);
    const events = [
      appEvent(
        'Failed',
        `Failed to pull image "${IMAGE}": rpc error: code = Unknown desc = Error response from daemon: manifest unknown`,
      ),
      appEvent('Failed', 'Error: ImagePullBackOff'),
    ];
    const { findings } = diagnoseImagePull(broken, { events });
    expect(findings[0]).toMatchObject({ cause: 'image-not-found', confidence: 'certain' });
    expect(findings[0]?.evidence.map((evidence) => evidence.kind)).toEqual(['status', 'event']);
  });

  it('shows an event only where it says more than the status', () => {
    const broken = failing(`${IMAGE}: not found`);
    const kinds = (...events: ReturnType<typeof appEvent>[]) =>
      diagnoseImagePull(broken, { events }).findings[0]?.evidence.map(({ kind }) => kind);
    expect(kinds(appEvent('Failed', `Failed to pull image "${IMAGE}": ${IMAGE}: not found`))).toEqual([
      'status',
    ]);
    expect(kinds(appEvent('Failed', `Failed to pull image "${IMAGE}": denied`))).toEqual(['status', 'event']);
    expect(kinds(appEvent('Failed', 'Failed to pull image "another:1": denied'))).toEqual(['status']);
    const { message: _, ...mute } = appEvent('InspectFailed', '');
    expect(kinds(mute)).toEqual(['status']);
  });

  it("does not take a neighbour's event for its own", () => {
    const broken = waitingPod(IMAGE, 'ImagePullBackOff', `Back-off pulling image "${IMAGE}"`);
    const other = { kind: 'Pod', name: 'web-1', fieldPath: 'spec.containers{proxy}' };
    const events = [
      appEvent('Failed', `Failed to pull image "x": manifest unknown`, { involvedObject: other }),
    ];
    const { findings, text } = diagnoseImagePull(deployed(broken), { events });
    expect(findings[0]).toMatchObject({ cause: 'pull-failed', confidence: 'likely' });
    expect(text).toContain('kubectl -n shop delete pod web-1');
  });

  it('takes an event without a field path for its own when it quotes the image', () => {
    const broken = waitingPod(IMAGE, 'ErrImagePull', '');
    const involvedObject = { kind: 'Pod', name: 'web-1' };
    const events = [
      appEvent('Failed', `Failed to pull image "${IMAGE}": manifest unknown`, { involvedObject }),
      { involvedObject },
      {},
    ];
    expect(diagnoseImagePull(broken, { events }).findings[0]?.cause).toBe('image-not-found');
  });

  it('judges each container for itself, init containers too', () => {
    const waiting = (message: string) => ({ waiting: { reason: 'ErrImagePull', message } });
    const broken = pod({
      spec: {
        initContainers: [container({ name: 'migrate', image: 'r.example/migrate:1' })],
        containers: [container(), container({ name: 'proxy', image: 'r.example/proxy:1' })],
      },
      status: {
        phase: 'Pending',
        initContainerStatuses: [containerStatus('migrate', waiting('manifest unknown'))],
        containerStatuses: [
          containerStatus('app', { waiting: { reason: 'CreateContainerConfigError' } }),
          containerStatus('proxy', waiting('toomanyrequests: slow down')),
        ],
      },
    });
    const { findings } = diagnoseImagePull(broken, { events: [] });
    expect(findings.map(({ cause, container }) => [container, cause])).toEqual([
      ['migrate', 'image-not-found'],
      ['proxy', 'rate-limited'],
    ]);
  });

  it.each([
    ['running and ready', pod()],
    ['without spec and status', {}],
    ['not on a node yet', pod({ spec: { nodeName: undefined }, status: { containerStatuses: undefined } })],
    ['crashing', waitingPod(IMAGE, 'CrashLoopBackOff', 'back-off 10s restarting failed container')],
    ['waiting for a Secret', waitingPod(IMAGE, 'CreateContainerConfigError', 'secret "x" not found')],
  ])('says and asks nothing about a pod that is %s', (_, healthy) => {
    const asked = new Map();
    const snapshot = {
      target: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
      takenAt: NOW,
      pods: [],
      facts: new Map(),
    };
    expect(imagePull.diagnose(viewOf(snapshot, healthy, asked)).findings).toEqual([]);
    expect([...asked.values()]).toEqual([]);
  });

  it('goes back to the revision that still serves, or sets what it ran', () => {
    const broken = deployed(failing(`${IMAGE}: not found`));
    const old = 'r.example:5000/shop/app:1.4.2';
    const { text } = diagnoseImagePull(broken, { events: [], 'replica-sets': revisions(old, broken) });
    expect(text).toContain('kubectl -n shop rollout undo deployment/web --to-revision=1');
    expect(text).toContain(`${old} came from the same repository`);
    expect(text).toContain('still serves with 2 ready pods');
    const [first, second] = revisions('other.example/app:1', broken);
    const gone = [{ ...first, status: {} }, second];
    const without = diagnoseImagePull(broken, { events: [], 'replica-sets': gone });
    expect(without.text).toContain('set image deployment/web app=other.example/app:1');
    expect(without.text).not.toContain('Go back to revision');
  });

  it('sets the image of the pod itself where no template can be edited', () => {
    const job = [{ kind: 'Job', name: 'nightly', controller: true }];
    const broken = failing('manifest unknown');
    const owned = { ...broken, metadata: { ...broken.metadata, ownerReferences: job } };
    expect(diagnoseImagePull(owned).text).toContain(
      "set image pod/web-1 'app=r.example:5000/shop/app:<tag>'",
    );
    expect(diagnoseImagePull(owned).text).toContain('template of job nightly cannot be changed');
    const operator = [{ kind: 'StrimziPodSet', name: 'kafka', controller: true }];
    const foreign = { ...broken, metadata: { ...broken.metadata, ownerReferences: operator } };
    expect(diagnoseImagePull(foreign).text).not.toContain('set image');
  });

  it('names the volume whose image cannot be pulled', () => {
    const data = 'r.example/data:9';
    const broken = waitingPod(
      IMAGE,
      'ImagePullBackOff',
      `Back-off pulling image "${data}": ErrImagePull: manifest unknown`,
      {
        volumes: [
          { name: 'cache' },
          { name: 'odd', image: {} },
          { name: 'models', image: { reference: data, pullPolicy: 'Always' } },
        ],
      },
    );
    const { findings, text } = diagnoseImagePull(deployed(broken));
    expect(findings[0]?.params).toMatchObject({ image: data, volume: 'models', policy: 'Always' });
    expect(text).toContain('kubectl -n shop edit deployment/web');
    expect(text).not.toContain('set image');
  });

  it('shortens what the runtime says, not the evidence', () => {
    const error = `manifest unknown ${'x'.repeat(500)}`;
    const { findings } = diagnoseImagePull(failing(error));
    expect(String(findings[0]?.params.reason)).toMatch(/x…$/);
    expect(JSON.stringify(findings[0]?.evidence)).toContain(error);
  });

  it('warns that a missing pull secret can read as a missing image', () => {
    const broken = failing('manifest unknown');
    const named = { ...broken, spec: { ...broken.spec, imagePullSecrets: [{ name: 'regcred' }, {}] } };
    const events = [
      appEvent(
        'FailedToRetrieveImagePullSecret',
        'Unable to retrieve some image pull secrets (regcred, x); …',
      ),
    ];
    expect(diagnoseImagePull(named, { events }).text).toContain('Pull secret regcred could not be retrieved');
    expect(
      diagnoseImagePull(named, { events: [{ reason: 'FailedToRetrieveImagePullSecret' }] }).text,
    ).not.toContain('could not be retrieved');
  });

  it('names a digest, and offers no push of it', () => {
    const image = `r.example/app@sha256:${'ab'.repeat(32)}`;
    const { text } = diagnoseImagePull(deployed(failing(`${image}: not found`, image)));
    expect(text).toContain('Nothing with digest sha256:abab');
    expect(text).not.toContain('docker push');
  });

  it('copes with a pod of which next to nothing is known', () => {
    const odd = {
      spec: { containers: [{ name: 'app' }, { name: 'new' }] },
      status: { containerStatuses: [containerStatus('app', { waiting: { reason: 'ErrImagePull' } })] },
    };
    const { findings } = diagnoseImagePull(odd, { events: [{}] });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ cause: 'pull-failed', params: { image: '' } });
  });
});
