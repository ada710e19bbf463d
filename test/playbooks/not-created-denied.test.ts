import { describe, expect, test } from 'vitest';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import { FORBIDDEN, refused, why } from './not-created-made.ts';

const IMAGE = 'registry.example:5000/shop/web';

function withImages(...images: readonly (string | undefined)[]): readonly Container[] {
  return images.map((image, index) => ({
    name: index === 0 ? 'app' : `other-${index}`,
    ...(image === undefined ? {} : { image }),
  }));
}

/** What is told where a policy says this of Deployment web, whose pods have label app. */
function told(words: string, containers: readonly Container[] = withImages(`${IMAGE}:1`)) {
  const denial = `${FORBIDDEN}ValidatingAdmissionPolicy 'rule' with binding 'rule' denied request: ${words}`;
  const { first } = why(refused(denial, { template: { containers } }));
  return { ...first, commands: first?.remedies.map(({ command }) => command) };
}

const EDIT = 'kubectl -n shop edit deployment/web';

describe('an image that breaks the rule', () => {
  test.each([
    ['images must not use the tag latest', `${IMAGE}:latest`, `app uses ${IMAGE}:latest`],
    ["Using a mutable image tag e.g. 'latest' is not allowed.", IMAGE, `app uses ${IMAGE}, without a tag`],
    ['An image tag is required.', IMAGE, `app uses ${IMAGE}, without a tag`],
  ])('%s: %s', (words, image, breaks) => {
    const one = told(words, withImages(image, `${IMAGE}:2`, `${IMAGE}@sha256:0a`, undefined));
    expect(one.says?.join('\n')).toContain(`In the template: ${breaks}.`);
    expect(one.commands?.[0]).toBe(`kubectl -n shop set image deployment/web app=${IMAGE}:TAG`);
    expect(one.remedies?.[0]?.text).toBe('Give the image of app a fixed tag (put it in for TAG).');
    expect(one.commands).not.toContain(EDIT);
    expect(JSON.stringify(one.evidence)).toContain(breaks);
  });

  test('several at once', () => {
    const one = told('no tag latest', withImages(IMAGE, `${IMAGE}:latest`, `${IMAGE}:1`));
    const containers = ['app', 'other-1'].map((name) => ({ name, image: `${IMAGE}:TAG` }));
    const patch = JSON.stringify({ spec: { template: { spec: { containers } } } });
    expect(one.commands?.[0]).toBe(`kubectl -n shop patch deployment/web -p '${patch}'`);
  });

  test('one without a digest', () => {
    const one = told('images must be pinned by digest');
    expect(one.commands?.[0]).toBe(`kubectl -n shop set image deployment/web app=${IMAGE}@sha256:DIGEST`);
  });

  test.each([
    ['images must not use the tag latest', `${IMAGE}:1`],
    ['images must be pinned by digest', `${IMAGE}@sha256:0a`],
    ['images must have a digest or no mutable tags', `${IMAGE}:1`],
    ['images must come from registry.other.example', `${IMAGE}:latest`],
  ])('%s: %s does not, as far as is known', (words, image) => {
    const one = told(words, withImages(image));
    expect(one.commands?.[0]).toBe(EDIT);
    expect(one.says?.join('\n')).not.toContain('In the template');
  });
});

describe('labels that are missing', () => {
  test.each([
    'the pods must carry the label "owner"',
    "resource is missing the 'owner' label",
    'label owner is required',
    'you must provide labels: {"owner"}',
    'missing labels [owner app]',
  ])('%s', (words) => {
    const one = told(words);
    expect(one.says?.join('\n')).toContain('In the template: the pods have no label owner.');
    expect(one.commands?.[0]).toMatch(
      /^kubectl -n shop patch deployment\/web -p '.*"labels":\{"owner":"VALUE"\}/,
    );
  });

  test.each([
    'the pods must carry the label "app"',
    'label "owner" has a wrong value',
    'missing required label: owner',
    'labels must be set {}',
  ])('%s: none is missing, as far as is known', (words) => {
    expect(told(words).commands?.[0]).toBe(EDIT);
  });
});

describe('limits that are missing', () => {
  const limited = (name: string, limits?: Record<string, string>): Container => ({
    name,
    image: `${IMAGE}:1`,
    ...(limits ? { resources: { limits } } : {}),
  });

  test('one container', () => {
    const one = told('every container must have a memory limit', [
      limited('app', { cpu: '1' }),
      limited('side', { memory: '1Gi' }),
    ]);
    expect(one.says?.join('\n')).toContain('In the template: app has no memory limit.');
    expect(one.commands?.[0]).toBe(
      'kubectl -n shop set resources deployment/web -c app --limits=memory=VALUE',
    );
  });

  test('several containers are edited', () => {
    const one = told('limits.cpu is required', [limited('app'), limited('side')]);
    expect(one.says?.join('\n')).toContain('app has no cpu limit, side has no cpu limit');
    expect(one.commands?.[0]).toBe(EDIT);
  });

  test.each(['memory limit is higher than 1Gi', 'a cpu limit must be set'])('%s: none is', (words) => {
    expect(told(words, [limited('app', { cpu: '1', memory: '2Gi' })]).commands?.[0]).toBe(EDIT);
  });

  test('words that ask for nothing', () => {
    expect(told('memory limit is higher than 1Gi', [limited('app')]).commands?.[0]).toBe(EDIT);
  });
});

test('two rules: what mends one does not mend the other', () => {
  const kyverno =
    'admission webhook "validate.kyverno.svc-fail" denied the request: \n\nresource Pod/shop/web was blocked due to the following policies\n\nimages:\n  tag: \'validation error: no tag latest. rule tag failed at path /spec/\'\nowners:\n  owner: \'validation error: label "owner" is required\'\n';
  const { first } = why(refused(kyverno, { template: { containers: withImages(IMAGE) } }));
  const commands = first?.remedies.map(({ command }) => command);
  expect(commands?.[0]).toMatch(/set image/);
  expect(commands).toContain(EDIT);
});

test('a refusal of something else than the pods looks at no template', () => {
  const words = `replicasets.apps "web-5d" is forbidden: ValidatingAdmissionPolicy 'rule' denied request: no tag latest`;
  const { first } = why(refused(words, { template: { containers: withImages(IMAGE) } }));
  expect(JSON.stringify(first ?? {})).not.toContain('In the template');
});
