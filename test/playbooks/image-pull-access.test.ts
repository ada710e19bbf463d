import { describe, expect, it } from 'vitest';
import type { Pod, PodSpec } from '../../src/diagnosis/objects/pod.ts';
import { appEvent, deployed, diagnoseImagePull, waitingPod } from '../support/image-pull.ts';

const IMAGE = '123.dkr.ecr.eu-west-1.amazonaws.com/shop/app:1';
const DENIED =
  'pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials';
const UNRETRIEVED = appEvent(
  'FailedToRetrieveImagePullSecret',
  'Unable to retrieve some image pull secrets (registry-pull); attempting to pull the image may not succeed.',
);

function denied(spec: PodSpec = {}, message = DENIED): Pod {
  return deployed(waitingPod(IMAGE, 'ErrImagePull', message, spec));
}

function naming(...names: readonly string[]): PodSpec {
  return { imagePullSecrets: names.map((name) => ({ name })) };
}

const REGCRED = { name: 'regcred', keys: ['.dockerconfigjson'] };

describe('a named pull secret', () => {
  it('is missing when the list of Secrets lacks it; the one that exists is named', () => {
    const answers = { events: [UNRETRIEVED], names: [{ name: 'web-tls' }, REGCRED], 'service-account': {} };
    const { findings, text } = diagnoseImagePull(denied(naming('registry-pull')), answers);
    expect(findings.map(({ cause, confidence }) => [cause, confidence])).toEqual([
      ['pull-secret-missing', 'certain'],
    ]);
    expect(text).toContain('Pull secret registry-pull does not exist in namespace shop');
    expect(text).toContain(
      'patch deployment/web -p \'{"spec":{"template":{"spec":{"imagePullSecrets":[{"name":"regcred"},{"$patch":"delete","name":"registry-pull"}]}}}}\'',
    );
    expect(text).toContain('create secret docker-registry registry-pull --docker-server=123.dkr.ecr.');
  });

  it('is missing in a namespace without Secrets', () => {
    const { findings, text } = diagnoseImagePull(denied(naming('registry-pull')), { names: [] });
    expect(findings[0]?.cause).toBe('pull-secret-missing');
    expect(JSON.stringify(findings[0]?.evidence)).toContain('none');
    expect(text).not.toContain('which exists');
  });

  it('likely is missing when the list is forbidden and the kubelet could not get it', () => {
    const { findings, text } = diagnoseImagePull(denied(naming('registry-pull')), { events: [UNRETRIEVED] });
    expect(findings[0]).toMatchObject({ cause: 'pull-secret-missing', confidence: 'likely' });
    expect(text).toContain('Pull secret registry-pull could not be retrieved');
    expect(text).not.toContain('does not exist in namespace');
  });

  it('is never missing because it could not be looked up', () => {
    const { findings, text } = diagnoseImagePull(denied(naming('regcred')), { events: [] });
    expect(findings.map(({ cause }) => cause)).toEqual(['access-denied']);
    expect(text).toContain('names pull secret regcred; whether it exists could not be checked');
  });

  it('that holds no registry’s credentials gives way to one that does', () => {
    const opaque = { name: 'env', keys: ['user'] };
    const answers = { names: [opaque, REGCRED], 'service-account': { metadata: { name: 'runner' } } };
    const { text } = diagnoseImagePull(denied(naming('env')), answers);
    expect(text).toContain('"imagePullSecrets":[{"name":"regcred"},{"$patch":"delete","name":"env"}]');
    expect(text).not.toContain('jsonpath');
    const account = { metadata: { name: 'runner' }, imagePullSecrets: [{ name: 'env' }] };
    const atAccount = diagnoseImagePull(denied(naming('env')), { ...answers, 'service-account': account });
    expect(atAccount.text).toContain(
      'patch serviceaccount/runner -p \'{"imagePullSecrets":[{"name":"regcred"}]}\'',
    );
  });

  it('that is missing is named before any word of the registry', () => {
    const silent = denied(naming('registry-pull'), '');
    const { findings, text } = diagnoseImagePull(silent, { events: [], names: [REGCRED] });
    expect(findings[0]?.cause).toBe('pull-failed');
    expect(text).toContain('Pull secret registry-pull that the pod names does not exist');
    expect(diagnoseImagePull(silent, { events: [] }).text).not.toContain('does not exist');
  });

  it('is mended at the service account that names it', () => {
    const answers = {
      names: [REGCRED],
      'service-account': { metadata: { name: 'runner' }, imagePullSecrets: [{ name: 'registry-pull' }, {}] },
    };
    const spec = { ...naming('registry-pull'), serviceAccountName: 'runner' };
    const { text } = diagnoseImagePull(denied(spec), answers);
    expect(text).toContain('patch serviceaccount/runner -p \'{"imagePullSecrets":[{"name":"regcred"}]}\'');
    expect(text).toContain('Service account runner names it');
  });

  it('that exists has credentials that are refused', () => {
    const message = 'unexpected status from HEAD request to https://r/v2/: 401 Unauthorized';
    const { findings, text } = diagnoseImagePull(denied(naming('regcred'), message), { names: [REGCRED] });
    expect(findings[0]?.cause).toBe('access-denied');
    expect(text).toContain('Pull secret regcred exists');
    expect(text).toContain('tokens that expire after 12 hours');
    expect(text).not.toContain('fits both');
  });

  it('that exists counts before another that is missing', () => {
    const { findings } = diagnoseImagePull(denied(naming('regcred', 'gone')), { names: [REGCRED] });
    expect(findings.map(({ cause }) => cause)).toEqual(['access-denied', 'pull-secret-missing']);
  });

  it('of another type is passed over by the kubelet', () => {
    const { text } = diagnoseImagePull(denied(naming('env')), {
      names: [{ name: 'env', keys: ['PASSWORD'] }],
    });
    expect(text).toContain('Secret env has no key .dockerconfigjson');
    // The type of a Secret is immutable, and the key to look into is not there.
    expect(text).not.toContain('jsonpath');
    expect(text).not.toContain('kubectl -n shop apply');
    expect(text).toContain('delete secret env && kubectl -n shop create secret docker-registry env');
    expect(text).not.toContain('Pull secret env exists');
  });
});

describe('no pull secret', () => {
  it('says both possibilities and offers the Secret that is there', () => {
    const { text } = diagnoseImagePull(denied(), {
      names: [{ name: 'ghcr-pull' }, { name: 'tls' }],
      'service-account': {},
    });
    expect(text).toContain('shop/app is private, or it does not exist');
    expect(text).toContain('service account default gave it none');
    expect(text).toContain('"imagePullSecrets":[{"name":"ghcr-pull"}]');
  });

  it('says how to make one where there is none', () => {
    const bare = waitingPod(
      'shop/app:1',
      'ErrImagePull',
      'pull access denied, repository does not exist or may require authorization',
    );
    const { text } = diagnoseImagePull(bare, { names: [] });
    expect(text).toContain('--docker-server=https://index.docker.io/v1/');
    expect(text).not.toContain('patch');
    expect(diagnoseImagePull(denied()).text).toContain(
      '"imagePullSecrets":[{"name":"registry-credentials"}]',
    );
  });

  it('says so when the service account got one after the pod was made', () => {
    const answers = { names: [REGCRED], 'service-account': { imagePullSecrets: [{ name: 'regcred' }] } };
    expect(diagnoseImagePull(denied(), answers).text).toContain(
      'Service account default names regcred by now',
    );
  });
});

describe('rate limits', () => {
  const limited = (spec: PodSpec = {}) =>
    denied({ ...spec }, 'toomanyrequests: You have reached your pull rate limit.');

  it('ask for no Secret where none is named', () => {
    const { text, sections } = diagnoseImagePull(limited());
    expect(text).toContain('pulled without credentials');
    expect(sections).not.toContain('names');
  });

  it('name the policy that asks the registry at every start', () => {
    const always = limited({ containers: [{ name: 'app', image: IMAGE, imagePullPolicy: 'Always' }] });
    expect(diagnoseImagePull(always).text).toContain('Policy Always asks the registry');
  });

  it('hit a stranger where the named pull secret is missing', () => {
    const { findings } = diagnoseImagePull(limited(naming('gone')), { names: [REGCRED] });
    expect(findings.map(({ cause }) => cause)).toEqual(['rate-limited', 'pull-secret-missing']);
    const present = diagnoseImagePull(limited(naming('regcred')), { names: [REGCRED] });
    expect(present.findings.map(({ cause }) => cause)).toEqual(['rate-limited']);
    expect(present.text).not.toContain('without credentials');
  });
});
