import { describe, expect, it } from 'vitest';
import type { Pod, PodSpec } from '../../src/diagnosis/objects/pod.ts';
import { containerStatus, pod } from '../support/build.ts';
import { diagnoseImagePull, waitingPod } from '../support/image-pull.ts';

const IMAGE = 'r.example/shop/app:1';
const NOT_FOUND = `${IMAGE}: not found`;
const DENIED = 'unauthorized: access to the requested resource is not authorized';
const ACCOUNT = { metadata: { name: 'default' }, imagePullSecrets: [] };

interface Made {
  readonly message?: string;
  readonly apiVersion?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec?: PodSpec;
}

/** A made pod that `kind` owns; a pod on its own where that is empty. */
function owned(kind: string, name: string, made: Made = {}): Pod {
  const { message = NOT_FOUND, apiVersion, labels = {}, annotations = {}, spec } = made;
  const broken = waitingPod(IMAGE, 'ErrImagePull', message, spec);
  const owner = { kind, name, controller: true, ...(apiVersion ? { apiVersion } : {}) };
  const ownerReferences = kind === '' ? [] : [owner];
  return { ...broken, metadata: { ...broken.metadata, labels, annotations, ownerReferences } };
}

function textOf(broken: Pod, answers = {}): string {
  return diagnoseImagePull(broken, { events: [], names: [], 'service-account': ACCOUNT, ...answers }).text;
}

describe('the place where an image is set', () => {
  it.each([
    ['StatefulSet', 'web', 'set image statefulset/web', 'delete pod web-1'],
    ['ReplicaSet', 'web', 'set image replicaset/web', 'delete pod web-1'],
    ['ReplicationController', 'web', 'set image replicationcontroller/web', 'delete pod web-1'],
    ['Job', 'nightly-29123456', 'set image cronjob/nightly', 'delete job nightly-29123456'],
  ])('of a %s leaves what it has made to be deleted', (kind, name, set, then) => {
    const text = textOf(owned(kind, name));
    expect(text).toContain(`kubectl -n shop ${set}`);
    expect(text).toContain(`kubectl -n shop ${then}`);
  });

  it.each(['Deployment', 'DaemonSet'])('of a %s is all that has to be changed', (kind) => {
    expect(textOf(owned(kind, 'web'))).not.toContain('delete');
  });

  const hash = { 'rollouts-pod-template-hash': '7d9f' };
  it.each([
    [owned('ReplicaSet', 'web-7d9f', { labels: hash }), 'rollout.argoproj.io/web'],
    [
      owned('ReplicationController', 'web-3', { labels: { deploymentconfig: 'web' } }),
      'deploymentconfig.apps.openshift.io/web',
    ],
    [owned('Cluster', 'pg', { apiVersion: 'postgresql.cnpg.io/v1' }), 'cluster.postgresql.cnpg.io/pg'],
    [owned('Thing', 'x', { apiVersion: 'v1' }), 'thing/x'],
    [owned('Thing', 'x'), 'thing/x'],
  ])('is what an operator makes the pods from', (broken, target) => {
    const text = textOf(broken);
    expect(text).toContain(`kubectl -n shop edit ${target}`);
    expect(text).not.toContain('set image');
  });

  it('is the ReplicaSet itself where a label of a rollout does not fit it', () => {
    expect(textOf(owned('ReplicaSet', 'web', { labels: hash }))).toContain('set image replicaset/web');
  });

  it('of a static pod is a file on its node', () => {
    const annotations = { 'kubernetes.io/config.mirror': 'x' };
    const text = textOf(owned('Node', 'node-a', { annotations }));
    expect(text).toContain('on node node-a: by default in /etc/kubernetes/manifests');
    expect(text).not.toContain('set image');
    const denied = textOf(owned('Node', 'node-a', { annotations, message: DENIED }));
    expect(denied).not.toContain('patch');
    expect(denied).not.toContain('create secret');
    const named = owned('Node', 'node-a', {
      annotations,
      message: DENIED,
      spec: { imagePullSecrets: [{ name: 'x' }] },
    });
    expect(textOf(named, { names: [{ name: 'regcred' }] })).not.toContain('patch');
  });

  it('of an ephemeral container is nowhere: it is started anew', () => {
    const broken = pod({
      spec: { ephemeralContainers: [{ name: 'debug', image: IMAGE }] },
      status: {
        ephemeralContainerStatuses: [
          containerStatus('debug', { waiting: { reason: 'ErrImagePull', message: NOT_FOUND } }),
        ],
      },
    });
    const text = textOf(broken);
    expect(text).toContain("kubectl -n shop debug -it web-1 --image='<image>'");
    expect(text).not.toContain('set image');
  });
});

describe('the place where a pull secret is named', () => {
  const denied = (kind: string, name: string, labels = {}) => owned(kind, name, { message: DENIED, labels });

  it.each([
    ['StatefulSet', 'web', 'patch statefulset/web', 'delete pod web-1'],
    ['Job', 'nightly-29123456', 'patch cronjob/nightly', 'delete job nightly-29123456'],
    ['Job', 'once', 'patch serviceaccount/default', 'delete pod web-1'],
    ['Cluster', 'pg', 'patch serviceaccount/default', 'delete pod web-1'],
  ])('for a %s', (kind, name, patch, then) => {
    expect(textOf(denied(kind, name))).toContain(`kubectl -n shop ${patch}`);
    expect(textOf(denied(kind, name))).toContain(`kubectl -n shop ${then}`);
  });

  it('for a pod on its own is its service account, whose other secrets stay', () => {
    const account = { metadata: { name: 'default' } };
    const text = textOf(denied('', ''), { 'service-account': account });
    expect(text).toContain(
      'patch serviceaccount/default -p \'{"imagePullSecrets":[{"name":"registry-credentials"}]}\'',
    );
    expect(text).not.toContain('delete');
    const named = owned('Deployment', 'web', {
      message: DENIED,
      spec: { imagePullSecrets: [{ name: 'gone' }] },
    });
    const two = { metadata: { name: 'default' }, imagePullSecrets: [{ name: 'other' }, { name: 'gone' }] };
    const kept = textOf(named, { names: [{ name: 'regcred' }], 'service-account': two });
    expect(kept).toContain('\'{"imagePullSecrets":[{"name":"other"},{"name":"regcred"}]}\'');
    expect(kept).toContain('rollout restart deployment/web');
  });

  it('is not known while the service account was not read: a patch would take its others away', () => {
    const { text } = diagnoseImagePull(denied('', ''), { events: [], names: [] });
    expect(text).toContain('create secret');
    expect(text).not.toContain('patch');
    expect(
      diagnoseImagePull(denied('Job', 'once'), { events: [], names: [{ name: 'regcred' }] }).text,
    ).not.toContain('patch');
  });
});

describe('registries of a cloud', () => {
  const textFor = (image: string, message: string, spec: PodSpec = {}) =>
    textOf(waitingPod(image, 'ErrImagePull', message, spec));

  it.each([
    [
      '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/app:1',
      'aws ecr get-repository-policy --registry-id 111122223333 --region eu-west-1 --repository-name shop/app',
    ],
    ['acme.azurecr.io/app:1', '--attach-acr acme'],
    [
      'europe-west1-docker.pkg.dev/acme/images/app:1',
      'add-iam-policy-binding images --project=acme --location=europe-west1',
    ],
    ['eu.gcr.io/acme/app:1', 'gcloud projects add-iam-policy-binding acme'],
  ])('are opened to the nodes: %s', (image, command) => {
    const text = textFor(image, 'unexpected status from HEAD request to https://x/v2/: 403 Forbidden');
    expect(text).toContain(command);
    expect(text).not.toContain('create secret');
    expect(textFor(image, 'toomanyrequests: slow down')).not.toContain('create secret');
  });
});

describe('credentials', () => {
  const textFor = (message: string, spec: PodSpec = {}) =>
    textOf(waitingPod('acme/app:1', 'ErrImagePull', message, spec), { names: [{ name: 'regcred' }] });

  it('of the node were sent where the pod names none', () => {
    const text = textFor('unauthorized: incorrect username or password');
    expect(text).toContain('they are those of the node');
    expect(text).not.toContain('fits both');
  });

  it('are asked for an image that is on the node for other pods', () => {
    const message =
      'Container image "acme/app:1" is present with pull policy of Never but does not have the proper credentials to access the image';
    const text = textFor(message);
    expect(text).toContain('The kubelet does not let the pod use image acme/app:1');
    expect(text).not.toContain('Registry docker.io refuses');
  });

  it('were not used, or were, when a rate limit was reached', () => {
    const stranger = 'toomanyrequests: You have reached your unauthenticated pull rate limit.';
    expect(textFor(stranger, { imagePullSecrets: [{ name: 'regcred' }] })).toContain(
      'secret regcred has none for https://index.docker.io/v1/',
    );
    const user = "toomanyrequests: You have reached your pull rate limit as 'acmebot': x.";
    expect(textFor(user)).toContain('a pull of user acmebot');
    expect(textFor(user)).not.toContain('without credentials');
  });
});
