import { describe, expect, it } from 'vitest';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { pod } from '../support/build.ts';
import { deployed, diagnoseImagePull, revisions, waitingPod } from '../support/image-pull.ts';

const HOST = '127.0.0.1:5000';

function missing(image: string, spec: object = { nodeName: 'node-a' }): Pod {
  const message = `failed to resolve reference "${image}": ${image}: not found`;
  return deployed(waitingPod(image, 'ErrImagePull', message, spec));
}

function holding(...names: readonly string[]) {
  return { metadata: { name: 'node-a' }, status: { images: [{ names }, {}] } };
}

const APP = `${HOST}/shop/app`;
const DIGEST = `${APP}@sha256:${'a'.repeat(64)}`;

describe('images that the node holds', () => {
  it('tell that the tag is missing, and the one that was meant', () => {
    const { text } = diagnoseImagePull(missing(`${APP}:v1.4.2`), { node: holding(DIGEST, `${APP}:1.4.2`) });
    expect(text).toContain(`Node node-a holds ${APP}:1.4.2 of the same repository, so it is tag v1.4.2`);
    expect(text).toContain(`set image deployment/web app=${APP}:1.4.2`);
    expect(text).not.toContain('missing or all of');
  });

  it('tell of no other version as the one that was meant', () => {
    const { text } = diagnoseImagePull(missing(`${APP}:1.5.0`), { node: holding(`${APP}:1.4.2`) });
    expect(text).toContain('so it is tag 1.5.0 that is missing');
    expect(text).not.toContain('Did the image mean');
    expect(text).toContain(`'app=${APP}:<tag>'`);
  });

  it('tell of a repository that is written nearly so', () => {
    const { text } = diagnoseImagePull(missing(`${HOST}/shop/apps:1.4.2`), {
      node: holding('other.example/shop/apps:1.4.2', `${APP}:1.4.2`, `${HOST}/infra/proxy:1.4.2`),
    });
    expect(text).toContain(`Did the image mean ${APP}:1.4.2?`);
    expect(text).toContain(`set image deployment/web app=${APP}:1.4.2`);
  });

  it.each([
    ['the node may not be read', missing(`${APP}:2`), {}],
    ['the node says nothing of images', missing(`${APP}:2`), { node: { metadata: { name: 'node-a' } } }],
    ['the pod has no node', missing(`${APP}:2`, { nodeName: undefined }), { node: holding(`${APP}:1`) }],
    ['the image goes by its digest', missing(DIGEST), { node: holding(`${APP}:1`) }],
  ])('tell nothing where %s', (_, broken, answers) => {
    const { findings, text } = diagnoseImagePull(broken, answers);
    expect(findings[0]?.cause).toBe('image-not-found');
    expect(text).not.toContain('holds');
  });

  it('are not asked for where an earlier revision tells', () => {
    const broken = missing(`${APP}:2`);
    const answers = { 'replica-sets': revisions(`${APP}:1`, broken), node: holding(`${APP}:1`) };
    expect(diagnoseImagePull(broken, answers).text).not.toContain('holds');
  });

  it('of a volume give no image for the container', () => {
    const volumes = [{ name: 'models', image: { reference: `${APP}:v9` } }];
    const made = waitingPod(
      'web:1',
      'ImagePullBackOff',
      `Back-off pulling image "${APP}:v9": ErrImagePull: ${APP}:v9: not found`,
      {
        nodeName: 'node-a',
        volumes,
      },
    );
    const { text } = diagnoseImagePull(pod({ ...made }), { node: holding(`${APP}:9`) });
    expect(text).toContain(`Did the image mean ${APP}:9?`);
    expect(text).not.toContain('set image');
  });
});
