import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { asOf, RECORDED_SCENES } from '../../src/playground/recorded-scenes.ts';
import { type Recording, readRecording } from '../../src/replay/recording.ts';
import { type ReplayedCluster, replayedCluster } from '../../src/replayed-cluster.ts';
import { diagnoseTarget } from '../../src/workflows/diagnose-target.ts';
import { expectations } from '../support/expectations.ts';
import { recordingPath } from '../support/terminal.ts';

const NOW = Date.parse('2030-05-05T05:05:05Z');
const served = expectations().filter(({ recording }) =>
  RECORDED_SCENES.includes(recording.replace('.json', '')),
);

describe('recordings served as one cluster of today', () => {
  let recordings: readonly Recording[];
  let cluster: ReplayedCluster;
  beforeAll(async () => {
    const read = await Promise.all(RECORDED_SCENES.map((name) => readRecording(recordingPath(name))));
    recordings = read.map((recording) => asOf(recording, NOW));
    cluster = await replayedCluster(recordings);
  });
  afterAll(() => cluster.close());

  it('has no two recordings of one namespace', async () => {
    const names = recordings.map(({ namespace }) => namespace);
    expect(new Set(names).size).toBe(RECORDED_SCENES.length);
    expect(names).toContain('feed');
    expect(names).not.toContain('shop');
  });

  it.each(served)('$target of $recording is judged as by itself', async ({
    recording,
    target,
    ...expected
  }) => {
    const index = RECORDED_SCENES.indexOf(recording.replace('.json', ''));
    const namespace = recordings[index]?.namespace ?? '';
    const outcome = await diagnoseTarget(cluster.session(), { text: target, namespace }, { playbooks });
    if (outcome.status !== 'diagnosed') throw new Error(`${target}: ${outcome.status}`);
    const [first] = outcome.diagnosis.findings;
    expect(outcome.diagnosis.verdict).toBe(expected.verdict);
    const causes = [...expected.cause, ...expected.also_ok];
    if (causes.length > 0 && expected.verdict !== 'healthy')
      expect(causes).toContain(`${first?.playbook}/${first?.cause}`);
  });

  it('has the time of today and its own name in objects and in logs', async () => {
    const moved = asOf(await readRecording(recordingPath('r-feed-timeline')), NOW);
    const text = JSON.stringify(moved);
    expect(moved.takenAt).toBe('2030-05-05T05:05:05Z');
    expect(text.includes('2026-11-22T')).toBe(false);
    expect(/\br-feed\b/.test(text)).toBe(false);
    expect(Object.keys(moved.logs).every((key) => key.startsWith('feed/'))).toBe(true);
  });
});
