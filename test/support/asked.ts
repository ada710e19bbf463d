import { expect } from 'vitest';
import type { Verdict } from '../../src/diagnosis/diagnosis.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Playbook } from '../../src/diagnosis/playbook.ts';
import { toReport } from '../../src/diagnosis/report.ts';
import {
  type Collected,
  type Read,
  readKey,
  type SectionName,
  type UnavailableReason,
} from '../../src/diagnosis/snapshot.ts';
import { NOW } from './build.ts';
import { answer, type Recorded, snapshotOf } from './recorded.ts';

/** One finding as it is told. */
export interface Told {
  readonly cause: string;
  readonly confidence: string;
  readonly title: string;
  /** All that is said: title, sentences, remedies with their commands. */
  readonly text: string;
  readonly evidence: string;
}

export interface Asked {
  readonly verdict: Verdict;
  readonly told: readonly Told[];
  readonly causes: readonly string[];
  /** What the playbook asked for, in order. */
  readonly reads: readonly SectionName[];
}

/** Sections that the cluster does not answer, and why; or answers in the place of what the objects give. */
export type Withheld = Partial<Record<SectionName, UnavailableReason | { readonly value: unknown }>>;

/**
 * Asks one playbook about a target (`hpa/web`, `pod/web-1`) among made objects of namespace `shop`, PodMetrics and
 * NodeMetrics among them.
 */
export function asked(
  playbook: Playbook,
  target: string,
  objects: readonly object[],
  withheld: Withheld = {},
): Asked {
  const recorded: Recorded = { takenAt: NOW, namespace: 'shop', objects, logs: {} };
  let snapshot = snapshotOf(recorded, target);
  const reads: SectionName[] = [];
  for (let round = 0; round < 4; round++) {
    const { wants } = judge(snapshot, [playbook]);
    const facts = new Map(snapshot.facts);
    for (const read of wants) {
      reads.push(read.section);
      facts.set(readKey(read), replyTo(recorded, read, withheld));
    }
    snapshot = { ...snapshot, facts };
  }
  const { diagnosis } = judge(snapshot, [playbook]);
  const cost = { requests: 0, roundTrips: 0, durationMs: 0 };
  const { findings } = toReport(diagnosis, [playbook], { cluster: 'test', cost });
  const told = findings.map(({ cause, confidence, title, says, remedies, evidence }): Told => {
    expect(title, cause).toMatch(/^\S(.*\S)?$/);
    expect(title).not.toMatch(/\{\w+\}|\[\[|\]\]|undefined|NaN|Infinity/);
    const fixes = remedies.flatMap(({ text, command = '' }) => [text, command]);
    return {
      cause,
      confidence,
      title,
      text: [title, ...says, ...fixes].join('\n'),
      evidence: JSON.stringify(evidence),
    };
  });
  return { verdict: diagnosis.verdict, told, causes: told.map(({ cause }) => cause), reads };
}

function replyTo(recorded: Recorded, read: Read, withheld: Withheld): Collected<unknown> {
  const instead = withheld[read.section];
  if (typeof instead === 'string') return { status: 'unavailable', reason: instead, message: 'made so' };
  if (instead) return { status: 'ok', value: instead.value };
  return answer(recorded, read);
}
