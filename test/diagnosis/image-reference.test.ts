import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageName, parseImage, registryHost, withoutTag } from '../../src/diagnosis/image-reference.ts';
import { correctedReference, referenceProblems } from '../../src/diagnosis/reference-problem.ts';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

describe('parseImage', () => {
  it.each([
    ['nginx', 'docker.io', 'library/nginx', 'latest', undefined],
    ['nginx:1.27', 'docker.io', 'library/nginx', '1.27', undefined],
    ['shop/app', 'docker.io', 'shop/app', 'latest', undefined],
    ['docker.io/nginx', 'docker.io', 'library/nginx', 'latest', undefined],
    ['index.docker.io/shop/app:1', 'docker.io', 'shop/app', '1', undefined],
    ['127.0.0.1:5000/shop/app:1.4.2', '127.0.0.1:5000', 'shop/app', '1.4.2', undefined],
    ['localhost/app', 'localhost', 'app', 'latest', undefined],
    ['[::1]:5000/a/b:1', '[::1]:5000', 'a/b', '1', undefined],
    [`ghcr.io/a/b@${DIGEST}`, 'ghcr.io', 'a/b', undefined, DIGEST],
    [`ghcr.io/a/b:1@${DIGEST}`, 'ghcr.io', 'a/b', '1', DIGEST],
    ['https://ghcr.io/a/b:1', 'ghcr.io', 'a/b', '1', undefined],
    ['', 'docker.io', 'library/', 'latest', undefined],
  ])('reads %s', (text, registry, repository, tag, digest) => {
    expect(parseImage(text)).toMatchObject({ registry, repository });
    expect(parseImage(text).tag).toBe(tag);
    expect(parseImage(text).digest).toBe(digest);
  });

  it('tells whether the text names a registry', () => {
    expect(parseImage('nginx').explicit).toBe(false);
    expect(parseImage('docker.io/nginx').explicit).toBe(true);
  });

  it('names what is asked for in the registry', () => {
    expect(imageName(parseImage('nginx'))).toBe('library/nginx:latest');
    expect(imageName(parseImage(`ghcr.io/a/b:1@${DIGEST}`))).toBe(`a/b@${DIGEST}`);
  });

  it('gives the host of a registry without its port', () => {
    expect(registryHost(parseImage('[::1]:5000/a'))).toBe('[::1]');
    expect(registryHost(parseImage('ghcr.io/a'))).toBe('ghcr.io');
  });

  it('takes off tag and digest, not the port', () => {
    expect(withoutTag('127.0.0.1:5000/a/b:1')).toBe('127.0.0.1:5000/a/b');
    expect(withoutTag('127.0.0.1:5000/a/b')).toBe('127.0.0.1:5000/a/b');
    expect(withoutTag(`a/b:1@${DIGEST}`)).toBe('a/b');
  });
});

describe('referenceProblems', () => {
  it.each([
    'nginx',
    'a/b:1.0_x-y',
    'Ghcr.io/a/b:1',
    '127.0.0.1:5000/a__b/c-d:1',
    `a@${DIGEST}`,
    `a:1@sha512:${'0'.repeat(128)}`,
  ])('finds nothing wrong with %s', (text) => {
    expect(referenceProblems(text)).toEqual([]);
    expect(correctedReference(text)).toBeUndefined();
  });

  it.each([
    ['', 'empty', '""', undefined],
    ['  ', 'empty', '""', undefined],
    ['a b', 'space', 'a b', undefined],
    [' nginx', 'space', ' nginx', 'nginx'],
    ['nginx: 1.25', 'space', 'nginx: 1.25', 'nginx:1.25'],
    ['ghcr.io /a/b :1', 'space', 'ghcr.io /a/b :1', 'ghcr.io/a/b:1'],
    ['https://ghcr.io/a/b:1', 'scheme', 'https://', 'ghcr.io/a/b:1'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder that nothing filled in
    ['ghcr.io/a/b:${TAG}', 'placeholder', '${TAG}', undefined],
    ['{{ .Values.image }}', 'placeholder', '{{ .Values.image }}', undefined],
    ['127.0.0.1:5000/Shop/App:1', 'uppercase', 'Shop/App', '127.0.0.1:5000/shop/app:1'],
    ['Shop/app:1', 'uppercase', 'Shop/app', 'shop/app:1'],
    ['shop/app:1.4.2:latest', 'second-tag', '1.4.2:latest', 'shop/app:1.4.2'],
    ['shop/app:', 'empty-tag', ':', undefined],
    ['shop/app:1.0+build', 'tag-characters', '1.0+build', undefined],
    ['shop/app:-1', 'tag-characters', '-1', undefined],
    [`a:${'x'.repeat(129)}`, 'tag-length', 'x'.repeat(129), undefined],
    ['a@sha256:abc', 'digest', 'sha256:abc', undefined],
    ['reg.io:port/a', 'host', 'reg.io:port', undefined],
    ['a//b:1', 'path', 'a//b', 'a/b:1'],
    ['a/b/', 'path', 'a/b/', 'a/b'],
    ['_a/b', 'path', '_a', undefined],
    [`a/B@${DIGEST}`, 'uppercase', 'a/B', `a/b@${DIGEST}`],
  ])('says what is wrong with %j: %s', (text, kind, part, corrected) => {
    expect(referenceProblems(text)[0]).toEqual({ kind, part });
    expect(correctedReference(text)).toBe(corrected);
  });

  it('names every problem of one text', () => {
    const kinds = referenceProblems('http://r.io/Shop/App:1:2').map((problem) => problem.kind);
    expect(kinds).toEqual(['scheme', 'uppercase', 'second-tag']);
  });

  it('never throws, and never suggests an invalid reference', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9:/@._ -]{0,40}$/)), (text) => {
        imageName(parseImage(text));
        withoutTag(text);
        const corrected = correctedReference(text);
        expect(corrected === undefined ? [] : referenceProblems(corrected)).toEqual([]);
      }),
    );
  });
});
