import type { Slack } from '../../src/playground/slack/slack.ts';
import type { MadeOwner } from '../../src/replay/made-cluster/made-owner.ts';
import type { Child } from '../burst/child.ts';
import { sorted } from '../burst/measure.ts';
import type { Answered } from './send.ts';
import { tallyChannels, toldAt } from './tally.ts';
import type { Weight } from './weigh.ts';

/** How webhooks were answered, beside the floor. */
export function printAnswers(what: string, answered: readonly Answered[], floor?: readonly Answered[]): void {
  const taken = answered.filter(({ status }) => status === 202).length;
  const times = sorted(answered.map(({ ms }) => ms));
  const base = sorted((floor ?? []).map(({ ms }) => ms));
  const part = (share: number) => {
    const ratio = floor ? ` (${(at(times, share) / at(base, share)).toFixed(1)} of the floor)` : '';
    return `${at(times, share).toFixed(1)} ms${ratio}`;
  };
  const others = answered.length - taken;
  console.log(
    `    ${what}: p50 ${part(0.5)}, p99 ${part(0.99)}, max ${part(1)}; ` +
      `${taken} answered 202${others > 0 ? `, ${others} NOT` : ''}`,
  );
}

function at(times: readonly number[], share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
}

/** When the Deployments were told of, and what it took. */
export function printTold(slack: Slack, owners: readonly MadeOwner[], begin: number): void {
  const told = toldAt(slack, owners);
  const times = sorted([...told.values()].map((one) => (one - begin) / 1000));
  const lost = owners.filter((owner) => !told.has(owner));
  console.log(
    `    told: ${told.size} of ${owners.length} Deployments, half of them after ${at(times, 0.5).toFixed(1)} s, ` +
      `the last after ${at(times, 1).toFixed(1)} s`,
  );
  if (lost.length > 0)
    console.log(`    LOST: ${lost.map(({ namespace, name }) => `${namespace}/${name}`).join(', ')}`);
  for (const { channel, parents, inThreads, edits, files, smallestGap, refused } of tallyChannels(slack))
    console.log(
      `    ${channel}: ${parents} messages, ${inThreads} in threads, ${edits} edits, ${files} files; ` +
        `smallest gap ${smallestGap ?? '-'} ms of 1000; ${refused} refused (429)`,
    );
}

/** What a process needed, and what it complained of. */
export function printProcess(role: string, { lines }: Child): void {
  const weight = lines.find(({ event }) => event === 'bench.weight') as Weight | undefined;
  if (weight)
    console.log(
      `    ${role}: ${weight.peakMiB} MiB at the most; event loop late by p99 ${weight.delayP99Ms} ms, max ${weight.delayMaxMs} ms`,
    );
  const problems = Map.groupBy(
    lines.filter(({ level }) => level === 'warn' || level === 'error'),
    ({ event, problem, why, note }) => `${event} ${String(problem ?? why ?? note ?? '').slice(0, 120)}`,
  );
  for (const [what, all] of problems) console.log(`    ${role} log: ${all.length} × ${what}`);
}
