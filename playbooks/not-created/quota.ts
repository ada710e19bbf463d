import type { QuotaAmount } from '../../src/diagnosis/create-quota.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import type { ResourceQuota } from '../../src/diagnosis/objects/scaling.ts';
import { formatQuantity, parseQuantity } from '../../src/diagnosis/quantity.ts';
import type { Collected } from '../../src/diagnosis/snapshot.ts';
import { atLeast } from './amounts.ts';
import { lowered } from './quota-fit.ts';
import { quotaUsers } from './quota-users.ts';
import { missingPods, type Refused, refusedParams } from './refused-params.ts';

/** One resource that the quota has too little of, in plain numbers. */
export interface Shortage {
  readonly resource: string;
  readonly requested: number;
  readonly used: number;
  readonly limited: number;
}

interface ExceededMessage {
  readonly quota: string;
  readonly amounts: readonly QuotaAmount[];
}

/** Kinds that kubectl scales. */
const SCALED: ReadonlySet<string | undefined> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);

/** The quota that has no room, and by how much it is short; what of it has changed since is read from the quota. */
export function quotaExceeded(refused: Refused, message: ExceededMessage): Found<'quota-exceeded'> {
  const { view, refusal, place } = refused;
  const quotas = view.get({ section: 'resource-quotas', namespace: view.namespace });
  const now =
    quotas.status === 'ok' ? quotas.value.find((one) => one.metadata?.name === message.quota) : undefined;
  const told = message.amounts.flatMap((one) => toShortage(one, undefined) ?? []);
  const current = message.amounts.flatMap((one) => toShortage(one, now) ?? []);
  const isOpen = hasRoom(quotas, now, current);
  const shortages = isOpen ? told : current;
  const missing = missingPods(refusal);
  const isOfPods = (refusal.message.resource ?? 'pods') === 'pods';
  const users = isOfPods && !isOpen ? quotaUsers(view, now, shortages[0]) : undefined;
  const common = refusedParams(refused);
  const evidence: Evidence[] = [...ofQuota(now), ...(users?.evidence ?? [])];
  return {
    cause: 'quota-exceeded',
    confidence: refusal.confidence,
    ...(isOpen ? { verdict: 'waiting' as const } : {}),
    params: {
      ...common,
      quota: message.quota,
      ...amountParams(shortages, isOpen),
      ...users?.params,
      scope: scopeOf(now),
      raise: isOpen ? undefined : raise(shortages, missing),
      missing,
      surgePatch: isOfPods && !isOpen ? withoutSurge(refusal) : undefined,
      ...(isOfPods && !isOpen ? lowered(place, shortages, missing) : {}),
      fewer: isOfPods && !isOpen && SCALED.has(refusal.workload.kind) ? common.partly : undefined,
    },
    evidence: [refusal.evidence, ...evidence],
  };
}

/** In numbers as the quota has them now, else as they were told. */
function toShortage(told: QuotaAmount, now: ResourceQuota | undefined): Shortage | undefined {
  const { resource } = told;
  const requested = parseQuantity(told.requested);
  const used = parseQuantity(now?.status?.used?.[resource]) ?? parseQuantity(told.used);
  const limited = parseQuantity(now?.spec?.hard?.[resource]) ?? parseQuantity(told.limited);
  if (requested === undefined || used === undefined || limited === undefined) return undefined;
  return { resource, requested, used, limited };
}

/** It was deleted, no longer counts this, or enough has been freed since. */
function hasRoom(
  quotas: Collected<readonly ResourceQuota[]>,
  now: ResourceQuota | undefined,
  shortages: readonly Shortage[],
): boolean {
  if (quotas.status !== 'ok') return false;
  if (!now) return true;
  const isOpen = ({ resource, used, requested, limited }: Shortage) =>
    now.spec?.hard?.[resource] === undefined || used + requested <= limited;
  return shortages.length > 0 && shortages.every(isOpen);
}

function amountParams(shortages: readonly Shortage[], isOpen: boolean): Params {
  const [first, ...more] = shortages.map(describe);
  const alone = shortages.find(({ requested, limited }) => requested > limited);
  return {
    ...first,
    state: isOpen ? 'had no room' : 'has no room',
    ...(isOpen ? { roomNow: 'There is room by now', left: undefined } : {}),
    more: more.map(
      (one) =>
        `${one.resource} is ${one.shortfall} short (${one.requested} requested, ${one.used} of ${one.limited} used)`,
    ),
    never: alone && `${alone.resource}=${formatQuantity(alone.resource, alone.requested)}`,
    whole: alone && formatQuantity(alone.resource, alone.limited),
  };
}

function describe({ resource, requested, used, limited }: Shortage) {
  const show = (amount: number) => formatQuantity(resource, amount);
  return {
    resource,
    requested: show(requested),
    used: show(used),
    limited: show(limited),
    shortfall: show(requested + used - limited),
    left: limited > used ? show(limited - used) : 'nothing',
  };
}

/** The least that all missing pods would fit into. */
function raise(shortages: readonly Shortage[], missing: number): string | undefined {
  if (shortages.length === 0) return undefined;
  const hard = shortages.map(({ resource, requested, used }) => [
    resource,
    atLeast(resource, used + missing * requested),
  ]);
  return JSON.stringify({ spec: { hard: Object.fromEntries(hard) } });
}

/** A rolling update makes a new pod first, unless it is told to take an old one away for it. */
function withoutSurge({ workload, have, wanted = 0 }: Refused['refusal']): string | undefined {
  const isRolling = workload.kind === 'Deployment' && workload.spec?.strategy?.type !== 'Recreate';
  if (!isRolling || wanted === 0 || have < wanted) return undefined;
  return JSON.stringify({ spec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } } });
}

/** A quota may count some pods only: those of a priority class, those without requests. */
function scopeOf(quota: ResourceQuota | undefined): string | undefined {
  const { scopes = [], scopeSelector } = quota?.spec ?? {};
  const selected = (scopeSelector?.matchExpressions ?? []).map(({ scopeName, operator, values = [] }) =>
    [scopeName, operator, values.join(', ')].filter(Boolean).join(' '),
  );
  return [...scopes, ...selected].join('; ') || undefined;
}

function ofQuota(quota: ResourceQuota | undefined): readonly Evidence[] {
  const { hard = {}, used = {} } = quota?.status ?? {};
  const rows = Object.entries(hard).map(
    ([resource, most]) => `${resource} ${used[resource] ?? '0'} of ${most}`,
  );
  if (rows.length === 0) return [];
  return [fromObject('ResourceQuota', String(quota?.metadata?.name), 'status', rows.join(', '))];
}
