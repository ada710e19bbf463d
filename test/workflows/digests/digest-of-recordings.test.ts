import { describe, expect, it } from 'vitest';
import { playbooks } from '../../../playbooks/index.ts';
import { runDigest } from '../../../src/workflows/digests/run-digest.ts';
import { recordedCluster } from '../../support/answering.ts';
import { expectations } from '../../support/expectations.ts';
import { loadRecorded } from '../../support/recorded.ts';

/** What no pod shows: targets that run none, workloads that are to make none. */
const PODLESS_TARGET = /^(hpa|svc|pvc|node)\//;
const PODLESS_CAUSE = /^not-created\/(scaled-to-zero|controller-paused|suspended)$/;

/** Pods that are gone, on their way out, or up again; one so young that its status does not tell yet that it has a log. */
const SILENT: readonly string[] = [
  'r-batch-2-api.json pod/rollup-0',
  'r-chat-session-hub.json pod/session-hub',
  'r-data-2-compact.json job/compact',
  'r-fresh-4-api.json deploy/api',
  'r-graph-2-workers.json deploy/workers',
  'r-profile-2-profile-api.json deploy/profile-api',
  'r-sandbox-notebook.json deploy/notebook',
  'r-sessions-sticky.json pod/sticky-79dd788b99-mdsnw',
];

const recordings = [...Map.groupBy(expectations(), ({ recording }) => recording)];

/** What is expected to be told of, with the causes that will do. */
function told(expected: (typeof recordings)[number][1]) {
  return expected.filter(
    ({ recording, target, verdict, cause }) =>
      verdict !== 'healthy' &&
      cause.length > 0 &&
      !PODLESS_TARGET.test(target) &&
      !cause.some((one) => PODLESS_CAUSE.test(one)) &&
      !SILENT.includes(`${recording} ${target}`),
  );
}

describe('a digest of the namespace of each recording', () => {
  it('has most of them to tell of', () => {
    expect(recordings.flatMap(([, expected]) => told(expected)).length).toBeGreaterThan(150);
  });

  it.each(recordings)('%s', async (recording, expected) => {
    const path = new URL(`../../recordings/${recording}`, import.meta.url).pathname;
    const { namespace } = loadRecorded(path);
    const cluster = await recordedCluster([recording.replace(/\.json$/, '')]);
    const { items } = await runDigest(cluster, {
      playbooks,
      clock: { now: () => 0 },
      // Recordings are made as soon as something shows.
      graceMs: 0,
      namespaces: [namespace],
    });
    await cluster.close();
    const causes = items.map(({ cause }) => cause);
    for (const { cause } of told(expected)) expect(causes.some((one) => cause.includes(one))).toBe(true);
    if (expected.every(({ verdict }) => verdict === 'healthy'))
      expect(items.filter(({ verdict }) => verdict === 'unhealthy')).toEqual([]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });
});
