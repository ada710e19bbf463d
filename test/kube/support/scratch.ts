import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { connect } from '../../../src/kube/cluster.ts';
import type { Cluster } from '../../../src/ports.ts';

/** A directory for the file's tests, removed after them. */
export const scratch = mkdtempSync(join(tmpdir(), 'podwhy-kube-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let written = 0;

export function writeScratch(text: string, name = `file-${++written}`, mode = 0o600): string {
  const path = join(scratch, name);
  writeFileSync(path, text, { mode });
  return path;
}

export interface Entry {
  readonly name?: string;
  readonly cluster?: object;
  readonly user?: object;
  readonly namespace?: string;
}

/** A kubeconfig with one context; JSON is YAML. */
export function kubeconfigText({
  name = 'test',
  cluster = {},
  user = {},
  namespace = 'shop',
}: Entry = {}): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster: { server: SERVER, ...cluster } }],
    users: [{ name, user: { token: 'secret-token', ...user } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace } }],
  });
}

/** Answered by nock. */
export const SERVER = 'http://kube.test:8080';

export function connectTo(
  entry: Entry = {},
  options: { timeout?: number; rateLimit?: { perSecond: number; burst: number } } = {},
): Promise<Cluster> {
  return connect({ kubeconfig: writeScratch(kubeconfigText(entry)), environment: {}, ...options });
}
