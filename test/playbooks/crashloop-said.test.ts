import { describe, expect, test } from 'vitest';
import { crashloop } from '../../playbooks/crashloop/index.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import { container } from '../support/build.ts';
import { crashed, diagnose, ended } from './crashloop-made.ts';

function told(lines: readonly string[], spec: Partial<Container> = {}) {
  const pod = crashed(ended(1), spec, { spec: { nodeName: 'node-a', containers: [container(spec)] } });
  const [first] = diagnose(crashloop, { pod, logs: { 'app!': lines } }).told;
  if (!first) throw new Error('nothing found');
  return first;
}

describe('a repeated error', () => {
  const line = (n: number) =>
    `2026-03-02T09:14:0${n}Z ERROR dial tcp 10.0.0.7:5432: connect: connection refused`;

  test('is told with how often and since when', () => {
    const { text, found } = told([line(1), line(3), line(5), '2026-03-02T09:14:05Z INFO exit 1']);
    expect(found.cause).toBe('dependency-unreachable');
    expect(text).toContain('The log says so 3 times, the first time at 2026-03-02T09:14:01.');
  });

  test('is told with how often, where no time is known', () => {
    const plain = 'ERROR dial tcp 10.0.0.7:5432: connect: connection refused';
    expect(told([plain, plain]).text).toContain('The log says so 2 times.');
  });

  test('needs no count when it stands alone', () => {
    expect(told([line(1)]).text).not.toContain('The log says so');
  });
});

describe('several variables that are missing', () => {
  const lines = ['FATAL missing environment variables: BROKER_URL, BROKER_USER and BROKER_PASSWORD'];

  test('are all named; those that the container does not set are to be set', () => {
    const { title, text } = told(lines, { env: [{ name: 'BROKER_USER', value: 'x' }] });
    expect(title).toContain('BROKER_URL, BROKER_USER, BROKER_PASSWORD');
    expect(text).toContain(
      'The container does not set BROKER_URL, nor BROKER_PASSWORD; it sets BROKER_USER.',
    );
    expect(text).toContain('BROKER_URL=VALUE');
  });

  test('and all set to nothing', () => {
    const env = ['BROKER_URL', 'BROKER_USER', 'BROKER_PASSWORD'].map((name) => ({ name, value: '' }));
    expect(told(lines, { env }).text).toContain('BROKER_URL is set, but empty.');
  });
});
