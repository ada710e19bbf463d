import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { node } from '../support/build.ts';
import { deployed, diagnoseImagePull, titleOf, waitingPod } from '../support/image-pull.ts';

const SAMPLES = readFileSync(new URL('../support/pull-messages.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { kind: string; image: string; reason?: string; message: string });
const ACCOUNT = { metadata: { name: 'default' } };

function failing(image: string, message: string): Pod {
  return deployed(waitingPod(image, 'ErrImagePull', message));
}

function textOf(image: string, message: string, answers = {}): string {
  return diagnoseImagePull(failing(image, message), {
    events: [],
    names: [],
    'service-account': ACCOUNT,
    ...answers,
  }).text;
}

describe('every known failure of a pull', () => {
  it.each(SAMPLES)('$kind: $message', ({ kind, image, reason = 'ErrImagePull', message }) => {
    const broken = deployed(waitingPod(image, reason, message));
    const answers = { events: [], names: [], 'service-account': ACCOUNT, node: node() };
    const { findings, text } = diagnoseImagePull(broken, answers);
    expect(findings.map(({ cause }) => cause)).toEqual([kind]);
    expect(titleOf(findings[0])).toBeDefined();
    expect(text).not.toMatch(/undefined|\[\[|\]\]|\{[a-zA-Z]+\}/);
  });
});

describe('who answered', () => {
  it('is a mirror that the node asks in place of the registry: no pull secret helps', () => {
    const url = 'https://mirror.example/v2/library/nginx/manifests/1?ns=docker.io';
    const text = textOf('nginx:1', `unexpected status from HEAD request to ${url}: 403 Forbidden`);
    expect(text).toContain('Node node-a asks mirror.example in place of docker.io');
    expect(text).toContain('/etc/containerd/certs.d/docker.io/hosts.toml');
    expect(text).not.toContain('create secret');
  });

  it('is one of several mirrors, and the registry last', () => {
    const text = textOf(
      'quay.example/a/b:1',
      '(Mirrors also failed: [m.example/b:1: reading manifest 1 in m.example/b: denied]): quay.example/a/b:1: reading manifest 1 in quay.example/a/b: manifest unknown',
    );
    expect(text).toContain('Mirrors were asked before it and failed: m.example/b:1: denied');
  });

  it("is the storage of the registry's layers", () => {
    const text = textOf(
      'r.example/a:1',
      'Get "https://bucket.s3.example/x": dial tcp 192.0.2.1:443: i/o timeout',
    );
    expect(text).toContain('Registry bucket.s3.example cannot be reached');
    expect(text).toContain('bucket.s3.example is where r.example sends whoever pulls');
  });

  it('is a proxy that does not open the way, or cannot be found', () => {
    expect(textOf('r.example/a:1', 'Head "https://r.example/v2/": Forbidden')).toContain(
      'a proxy answers "Forbidden"',
    );
    const lookup =
      'Head "https://r.example/v2/": proxyconnect tcp: dial tcp: lookup p.example on 10.0.0.2:53: no such host';
    expect(textOf('r.example/a:1', lookup)).toContain('Proxy p.example does not resolve');
    const plain =
      'Head "https://r.example/v2/": proxyconnect tcp: tls: first record does not look like a TLS handshake';
    expect(textOf('r.example/a:1', plain)).toContain('Name the proxy with http:// in HTTPS_PROXY');
  });

  it('is a policy of the registry, not a fault of it', () => {
    const text = textOf(
      'h.example/a/b:1',
      'unexpected status from HEAD request to https://h.example/v2/a/b: 412 Precondition Failed',
    );
    expect(text).toContain('its policy forbids it');
    expect(text).not.toContain('the kubelet tries again');
  });

  it('is a web page', () => {
    const text = textOf('n.example/a:1', 'unexpected media type text/html for sha256:aa: not found');
    expect(text).toContain('n.example answers with a web page');
    expect(text).toContain('curl -sv -m 10 https://n.example/v2/');
  });

  it('is a firewall that lets in certain addresses', () => {
    const text = textOf(
      'acme.azurecr.io/a:1',
      "denied: client with IP '192.0.2.7' is not allowed access. Refer x to grant access.",
    );
    expect(text).toContain('Have the address 192.0.2.7 let in by the firewall of acme.azurecr.io');
    expect(text).not.toContain('az aks');
  });
});

describe('certificates', () => {
  const tls = (problem: string, host = 'n.example:8083') =>
    textOf(`${host}/a:1`, `Head "https://${host}/v2/": ${problem}`);

  it.each([
    [
      'x509: certificate has expired or is not yet valid: current time 2026-03-01T08:00:00Z is after 2026-02-28T23:59:59Z',
      'it ended at 2026-02-28T23:59:59Z',
    ],
    [
      'x509: certificate has expired or is not yet valid: current time 2019-01-01T00:00:00Z is before 2026-01-01T00:00:00Z',
      'the certificate begins at 2026-01-01T00:00:00Z',
    ],
    [
      'x509: certificate is valid for r.example, s.example, not n.example',
      'as its certificate does: r.example, s.example',
    ],
    ['remote error: tls: handshake failure', 'does not complete the TLS handshake'],
    ['remote error: tls: certificate required', 'asks the node for a certificate of its own'],
    ['x509: something new', 'something new'],
    ['tls: failed to verify certificate: something newer', 'something newer'],
  ])('%s', (problem, said) => {
    expect(tls(problem)).toContain(said);
    expect(tls(problem)).not.toContain('update-ca-certificates');
  });

  it('of a public registry that are not known come from a proxy', () => {
    const text = tls(
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'quay.io',
    );
    expect(text).toContain('quay.io is public');
    expect(text).toContain('update-ca-certificates');
    const layers =
      'Get "https://production.cloudflare.docker.com/x": x509: certificate signed by unknown authority';
    expect(textOf('acme/a:1', layers)).toContain('production.cloudflare.docker.com is public');
    const sub = 'Get "https://cdn01.quay.io/x": x509: certificate signed by unknown authority';
    expect(textOf('quay.io/acme/a:1', sub)).toContain('cdn01.quay.io is public');
  });
});

describe('what came down', () => {
  it('is not what the manifest promises', () => {
    const text = textOf(
      'r.example/a:1',
      'failed commit on ref "layer-sha256:aa": unexpected commit digest sha256:bb, expected sha256:aa: failed precondition',
    );
    expect(text).toContain('Image r.example/a:1 arrives damaged');
    expect(text).not.toContain('cordon');
  });

  it('has files of users that the node does not map', () => {
    const text = textOf(
      'r.example/a:1',
      'failed to extract layer sha256:aa: lchown /opt/x: invalid argument: unknown',
    );
    expect(text).toContain('lower user IDs');
  });

  it('is no image, or one of a format of old', () => {
    expect(textOf('r.example/a:1', 'mismatched image rootfs and manifest layers')).toContain(
      'such as a Helm chart',
    );
    const old =
      'media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported';
    expect(textOf('r.example/a:1', old)).toContain('skopeo copy --format v2s2 docker://r.example/a:1');
  });

  it('lacks a part that the registry has lost', () => {
    const gone =
      'could not fetch content descriptor sha256:aabb (application/vnd.oci.image.layer.v1.tar+gzip) from remote: not found';
    const text = textOf('r.example/a@sha256:cc', gone);
    expect(text).toContain('Registry r.example lacks a part of image a@sha256:cc');
    expect(text).toContain('sha256:aabb that it names is not');
    expect(textOf('r.example/a:1', 'fetching blob: StatusCode: 404, ""')).toContain(
      'a layer that it names is not',
    );
  });

  it('was taken by a runtime that is gone', () => {
    expect(textOf('r.example/a:1', 'error reading from server: EOF')).toContain(
      'lost the container runtime of node node-a',
    );
    const inspected = waitingPod(
      'r.example/a:1',
      'ImageInspectError',
      'Failed to inspect image "": context deadline exceeded',
    );
    expect(diagnoseImagePull(inspected).text).toContain('could not say whether it has the image');
  });
});

describe('an image that is not found', () => {
  it('is what a refused official image of Docker Hub is: those are public', () => {
    const denied = 'pull access denied, repository does not exist or may require authorization';
    const { findings, text } = diagnoseImagePull(failing('ngnix:1.27', denied), { events: [] });
    expect(findings.map(({ cause }) => cause)).toEqual(['image-not-found']);
    expect(text).toContain('docker.io/library/ngnix does not exist');
    expect(text).toContain('Did the image mean nginx?');
    expect(text).not.toContain('create secret');
    expect(diagnoseImagePull(failing('acme/ngnix:1', denied)).findings[0]?.cause).toBe('access-denied');
  });

  it('has a repository where the registry refuses those that do not exist', () => {
    expect(textOf('nginx:1.99', 'docker.io/library/nginx:1.99: not found')).toContain(
      'its tag 1.99 does not',
    );
    expect(textOf('nginx:1.99', 'docker.io/library/nginx:1.99: not found')).not.toContain('docker push');
  });

  it.each([
    ['bitnami/redis:7.2', 'docker.io/bitnamilegacy/redis:7.2'],
    ['docker.io/bitnami/redis:7.2', 'docker.io/bitnamilegacy/redis:7.2'],
    ['gcr.io/kubebuilder/kube-rbac-proxy:v0.13.1', 'registry.k8s.io/kubebuilder/kube-rbac-proxy:v0.13.1'],
    ['k8s.gcr.io/pause:9', 'registry.k8s.io/pause:9'],
  ])('may have moved: %s', (image, moved) => {
    expect(textOf(image, `${image}: not found`)).toContain(`may be ${moved} now`);
  });
});

describe('a pull that is asked for at every start', () => {
  const always = (restartCount?: number) => {
    const broken = failing(
      'r.example/a:1',
      'Head "https://r.example/v2/": dial tcp 192.0.2.1:443: i/o timeout',
    );
    const [status] = broken.status?.containerStatuses ?? [];
    const containers = [{ name: 'app', image: 'r.example/a:1', imagePullPolicy: 'Always' }];
    const { restartCount: _, ...rest } = { ...status };
    const counted = restartCount === undefined ? {} : { restartCount };
    const containerStatuses = [{ name: 'app', ...rest, ...counted }];
    return diagnoseImagePull({
      ...broken,
      spec: { ...broken.spec, containers },
      status: { containerStatuses },
    });
  };

  it('would not be needed where the container has run before', () => {
    expect(always(3).text).toContain('has run before, so the image is on the node');
    expect(always(3).text).toContain('"imagePullPolicy":"IfNotPresent"');
    expect(always().text).toContain('Policy Always asks the registry');
    expect(always(0).text).toContain('Policy Always asks the registry at every start');
  });
});
