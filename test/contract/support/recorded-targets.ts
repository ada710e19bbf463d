import { readFileSync } from 'node:fs';
import { playbooks } from '../../../playbooks/index.ts';
import { judge } from '../../../src/diagnosis/judge.ts';
import { readKey, type Snapshot } from '../../../src/diagnosis/snapshot.ts';
import { answer, loadRecorded, type Recorded, snapshotOf } from '../../support/recorded.ts';

export interface RecordedTarget {
  /** File name in test/recordings. */
  readonly recording: string;
  /** `deploy/web`. */
  readonly target: string;
}

const folder = new URL('../../recordings/', import.meta.url);
const loaded = new Map<string, Recorded>();

/** Every target of test/recordings/expect.jsonl of a kind that can be judged, each once, by name. */
export function recordedTargets(): readonly RecordedTarget[] {
  const lines = readFileSync(new URL('expect.jsonl', folder), 'utf8').trim().split('\n');
  const all = lines.map((line): RecordedTarget => JSON.parse(line)).filter(isKnown);
  const once = new Map(all.map((one) => [`${one.recording} ${one.target}`, one] as const));
  return [...once.keys()].sort().map((key) => once.get(key) as RecordedTarget);
}

export function recordingOf(recording: string): Recorded {
  const recorded = loaded.get(recording) ?? loadRecorded(new URL(recording, folder).pathname);
  loaded.set(recording, recorded);
  return recorded;
}

/** A target with all that any playbook asks for: each of them alone asks for a part of it. */
export function collected(one: RecordedTarget): Snapshot {
  const recorded = recordingOf(one.recording);
  let snapshot = snapshotOf(recorded, one.target);
  for (let round = 0; round < 4; round++) {
    const { wants } = judge(snapshot, playbooks);
    const read = wants.map((want) => [readKey(want), answer(recorded, want)] as const);
    snapshot = { ...snapshot, facts: new Map([...snapshot.facts, ...read]) };
  }
  return snapshot;
}

/** Short kinds that mean nothing to the tests' reader of recordings stay as they are. */
function isKnown(one: RecordedTarget): boolean {
  return snapshotOf(recordingOf(one.recording), one.target).target.kind !== one.target.split('/')[0];
}
