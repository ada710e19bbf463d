import { describe, expect, it } from 'vitest';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { container, containerStatus, node, pod } from '../support/build.ts';
import { appEvent, deployed, diagnoseImagePull, waitingPod } from '../support/image-pull.ts';

const IMAGE = 'r.example/shop/app:1';

function runningOn(name: string, nodeName: string, image = IMAGE): Pod {
  return pod({
    metadata: { name, namespace: 'shop' },
    spec: { nodeName, containers: [container({ image })] },
  });
}

describe('references that are not valid', () => {
  it.each([
    ['R.example/x:1:2', ['two tags: 1:2'], 'r.example/x:1'],
    [
      'r.example/Shop/App:1.4.2:latest',
      ['lowercase: Shop/App', 'two tags: 1.4.2:latest'],
      'r.example/shop/app:1.4.2',
    ],
    ['https://r.example/a:1', ['begins with https://'], 'r.example/a:1'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder that nothing filled in
    ['r.example/a:${TAG}', ['placeholder ${TAG}'], undefined],
    ['r.example/a:1+2', ['Tag 1+2 has characters'], undefined],
    ['a@sha256:12', ['Digest sha256:12'], undefined],
  ])('says what is wrong with %s', (image, said, corrected) => {
    const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`;
    const broken = deployed(waitingPod(image, 'InvalidImageName', message));
    const { findings, text } = diagnoseImagePull(broken);
    expect(findings[0]).toMatchObject({ cause: 'reference-invalid', params: { corrected } });
    for (const words of said) expect(text).toContain(words);
    if (corrected) expect(text).toContain(`set image deployment/web app=${corrected}`);
  });

  it('takes the status alone for it, even an empty reference', () => {
    const { findings, text } = diagnoseImagePull(waitingPod('', 'InvalidImageName', ''));
    expect(findings[0]?.cause).toBe('reference-invalid');
    expect(text).toContain('It is empty');
  });

  it('leaves the image of a volume to be edited', () => {
    const reference = 'r.example/Data:1';
    const message = `Back-off pulling image "${reference}": InvalidImageName: couldn't parse image name "${reference}"`;
    const spec = { volumes: [{ name: 'models', image: { reference } }] };
    const broken = deployed(waitingPod(IMAGE, 'InvalidImageName', message, spec));
    expect(diagnoseImagePull(broken).text).toContain('Correct the image of volume models');
    const short = message.replace(
      "couldn't parse image name",
      'short name mode is enforcing, but image name',
    );
    const named = deployed(waitingPod(IMAGE, 'ErrImagePull', short, spec));
    expect(diagnoseImagePull(named).findings[0]?.params.assignment).toBeUndefined();
  });

  it('writes the registry in front of a short name', () => {
    const message = 'short name mode is enforcing, but image name busybox:1.36 returns ambiguous list';
    const broken = deployed(waitingPod('busybox:1.36', 'ImageInspectError', message));
    expect(diagnoseImagePull(broken).text).toContain('app=docker.io/library/busybox:1.36');
  });
});

describe('images that are never pulled', () => {
  const never = (spec = {}) =>
    waitingPod(
      IMAGE,
      'ErrImageNeverPull',
      `Container image "${IMAGE}" is not present with pull policy of Never`,
      {
        containers: [container({ image: IMAGE, imagePullPolicy: 'Never' })],
        ...spec,
      },
    );

  it('names image, policy and node, and the patch that lets it be pulled', () => {
    const { findings, text } = diagnoseImagePull(deployed(never()), { events: [], pods: [] });
    expect(findings[0]).toMatchObject({ cause: 'never-pulled', params: { policy: 'Never' } });
    expect(text).toContain('not on the node (node-a)');
    expect(text).toContain('"imagePullPolicy":"IfNotPresent"');
  });

  it('says on which nodes the image is', () => {
    const unplaced = pod({
      metadata: { name: 'web-4' },
      spec: { nodeName: undefined, containers: [container({ image: IMAGE })] },
    });
    const pods = [runningOn('web-2', 'node-b'), runningOn('web-3', 'node-a'), unplaced, deployed(never())];
    expect(diagnoseImagePull(deployed(never()), { pods }).text).toContain('runs on node-b');
  });

  it('patches the init container that it is about, through the CronJob where one makes the pods', () => {
    const waiting = { reason: 'ErrImageNeverPull' };
    const broken = pod({
      metadata: {
        name: 'web-1',
        ownerReferences: [{ kind: 'Job', name: 'nightly-28400000', controller: true }],
      },
      spec: { initContainers: [container({ name: 'seed' })] },
      status: {
        phase: 'Pending',
        initContainerStatuses: [containerStatus('seed', { waiting })],
        containerStatuses: [],
      },
    });
    const { text } = diagnoseImagePull(broken);
    expect(text).toContain('patch cronjob/nightly');
    expect(text).toContain(
      '{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"initContainers":[{"name":"seed"',
    );
  });
});

describe('one node or all of them', () => {
  const refused = waitingPod(IMAGE, 'ErrImagePull', 'dial tcp 192.0.2.1:443: connect: connection refused');

  it('points at the node where the same image runs on another', () => {
    const { text, findings } = diagnoseImagePull(deployed(refused), { pods: [runningOn('web-2', 'node-b')] });
    expect(text).toContain('runs on node-b, so look at node node-a first');
    expect(findings[0]?.evidence.at(-1)?.kind).toBe('computed');
  });

  it('goes by the siblings of the target without asking', () => {
    const other = { ...refused, metadata: { name: 'web-2' }, spec: { ...refused.spec, nodeName: 'node-b' } };
    const workload = { kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 2 } };
    const { text, sections } = diagnoseImagePull(
      deployed(refused),
      {},
      { pods: [deployed(refused), other], workload },
    );
    expect(text).toContain('It fails on node-b too');
    expect(sections).not.toContain('pods');
  });

  it('asks nothing where no workload owns the pod, or it has no labels', () => {
    expect(diagnoseImagePull(refused).sections).toEqual(['events']);
    const unlabelled = {
      ...refused,
      metadata: { name: 'web-1', ownerReferences: [{ kind: 'DaemonSet', name: 'x' }] },
    };
    expect(diagnoseImagePull(unlabelled).sections).toEqual(['events']);
  });

  it("sets the image that a StatefulSet's other pods run", () => {
    const ownerReferences = [{ kind: 'StatefulSet', name: 'db', controller: true }];
    const missing = waitingPod(IMAGE, 'ErrImagePull', 'manifest unknown');
    const broken = { ...missing, metadata: { ...missing.metadata, ownerReferences } };
    const idle = {
      metadata: { name: 'db-3' },
      spec: {},
      status: { containerStatuses: [containerStatus('app', {})] },
    };
    const odd = { metadata: { name: 'db-4' }, status: runningOn('db-4', 'x').status };
    const pods = [broken, runningOn('db-2', 'node-b', 'r.example/shop/app:0'), idle, odd, {}];
    const workload = { kind: 'StatefulSet', metadata: { name: 'db' }, spec: { replicas: 2 } };
    const { text } = diagnoseImagePull(broken, { events: [] }, { pods, workload });
    expect(text).toContain('set image statefulset/db app=r.example/shop/app:0');
  });
});

describe('what the node says', () => {
  const mismatch = (message: string) => waitingPod(IMAGE, 'ErrImagePull', message);

  it.each([
    ['no match for platform in manifest: not found', undefined, "the node's platform"],
    [
      'no image found in manifest list for architecture "arm64", variant "v8", OS "linux"',
      undefined,
      'linux/arm64',
    ],
    ['no image found in manifest list for architecture s390x', undefined, 'linux/s390x'],
    ['no matching manifest for windows/amd64 10.0 in the manifest list entries', undefined, 'windows/amd64'],
    ['no match for platform in manifest', node(), 'linux/amd64'],
    [
      'no match for platform in manifest',
      { metadata: { labels: { 'kubernetes.io/arch': 'arm64' } } },
      'linux/arm64',
    ],
  ])('reads the platform out of %s', (message, answer, platform) => {
    const { findings } = diagnoseImagePull(mismatch(message), answer ? { node: answer } : {});
    expect(findings[0]).toMatchObject({ cause: 'architecture-mismatch', params: { platform } });
  });

  it('copes with a pod that names no node', () => {
    const lost = { ...mismatch('no match for platform in manifest'), spec: { containers: [container()] } };
    expect(diagnoseImagePull(lost).findings[0]?.cause).toBe('architecture-mismatch');
    const full = { ...mismatch('no space left on device'), spec: { containers: [container()] } };
    expect(diagnoseImagePull(full).findings[0]?.cause).toBe('node-disk-full');
  });

  it('says since when the disk is full', () => {
    const condition = { type: 'DiskPressure', status: 'True', lastTransitionTime: '2026-01-01T11:00:00Z' };
    const full = mismatch('failed to extract layer: no space left on device');
    const pressed = node('node-a', { status: { conditions: [condition] } });
    expect(diagnoseImagePull(full, { node: pressed }).text).toContain(
      'DiskPressure since 2026-01-01T11:00:00Z',
    );
    expect(diagnoseImagePull(full, { node: node() }).text).not.toContain('DiskPressure');
  });
});

describe('hosts', () => {
  it.each([
    ['ghcr.oi/shop/app:1', 'ghcr.oi', ['Did the image mean ghcr.io?', 'app=ghcr.io/shop/app:1']],
    [
      'registry.tools.svc.cluster.local/app:1',
      'registry.tools.svc.cluster.local',
      ["asks its own DNS servers, not the cluster's"],
    ],
    ['Shop/app:1', 'Shop', ['because of its capital letter']],
    ['r.example/app:1', 'auth.example', ['auth.example does not resolve']],
  ])('explains why %s does not resolve', (image, host, said) => {
    const broken = waitingPod(image, 'ErrImagePull', `dial tcp: lookup ${host}: no such host`);
    const { text } = diagnoseImagePull(deployed(broken));
    for (const words of said) expect(text).toContain(words);
  });

  it('names a registry on the default port without it', () => {
    const message = 'Head "https://r.example/v2/": dial tcp 192.0.2.1:443: i/o timeout';
    const { text } = diagnoseImagePull(waitingPod(IMAGE, 'ErrImagePull', message));
    expect(text).toContain('Registry r.example cannot be reached');
    const plain = 'Head "http://r.example/v2/": dial tcp 192.0.2.1:80: i/o timeout';
    expect(diagnoseImagePull(waitingPod(IMAGE, 'ErrImagePull', plain)).text).toContain(
      'Registry r.example:80 cannot',
    );
  });

  it("takes the kubelet's word that a registry is unavailable", () => {
    const { findings, text } = diagnoseImagePull(waitingPod(IMAGE, 'RegistryUnavailable', ''));
    expect(findings[0]?.cause).toBe('registry-unreachable');
    expect(text).toContain('Registry r.example cannot be reached from node node-a: no connection');
  });
});

describe('slow pulls', () => {
  const creating = waitingPod(IMAGE, 'ContainerCreating', '');
  const at = (time: string) => ({ type: 'Normal', lastTimestamp: `2026-01-01T${time}Z` });
  const pulling = (time: string) => appEvent('Pulling', `Pulling image "${IMAGE}"`, at(time));

  it('names image and time, and waits', () => {
    const { findings, text, verdict } = diagnoseImagePull(creating, { events: [pulling('11:59:05')] });
    expect(findings[0]).toMatchObject({ cause: 'pull-slow', params: { image: IMAGE, elapsed: '55s' } });
    expect(verdict).toBe('waiting');
    expect(text).not.toContain('gives up');
  });

  it('says when containerd would give it up', () => {
    const { text } = diagnoseImagePull(creating, { events: [pulling('11:50:00')] });
    expect(text).toContain('has been pulled for 10m');
    expect(text).toContain('nothing arrives for 5m');
  });

  it.each([
    ['begun a moment ago', [pulling('11:59:50')]],
    ['over', [pulling('11:58:00'), appEvent('Pulled', 'Successfully pulled image', at('11:59:00'))]],
    ['failed', [pulling('11:58:00'), appEvent('Failed', 'Failed to pull image', at('11:58:00'))]],
    ['not known of', [{}]],
  ])('says nothing of a pull that is %s', (_, events) => {
    expect(diagnoseImagePull(creating, { events }).findings).toEqual([]);
  });

  it('says nothing where the events cannot be read', () => {
    expect(diagnoseImagePull(creating).findings).toEqual([]);
  });

  it('looks at a container that the kubelet has not reported yet, not at one behind a running init container', () => {
    const silent = pod({
      spec: { containers: [container({ image: IMAGE })] },
      status: { phase: 'Pending', containerStatuses: [] },
    });
    expect(diagnoseImagePull(silent, { events: [pulling('11:59:05')] }).findings).toHaveLength(1);
    const running = containerStatus('seed', { running: {} });
    const behind = pod({
      spec: { initContainers: [container({ name: 'seed' })] },
      status: {
        phase: 'Pending',
        initContainerStatuses: [running],
        containerStatuses: [containerStatus('app', { waiting: { reason: 'PodInitializing' } })],
      },
    });
    expect(diagnoseImagePull(behind, { events: [pulling('11:59:05')] }).findings).toEqual([]);
    const ended = pod({
      status: { containerStatuses: [containerStatus('app', { terminated: { exitCode: 1 } })] },
    });
    expect(diagnoseImagePull(ended).sections).toEqual([]);
  });
});
