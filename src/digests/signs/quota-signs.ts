import { compareText } from '../../diagnosis/compare.ts';
import type { ResourceQuota } from '../../diagnosis/objects/scaling.ts';
import { formatQuantity, parseQuantity } from '../../diagnosis/quantity.ts';
import type { DigestSign } from '../digest.ts';
import type { IgnoreRules } from '../noise.ts';
import { percent, shareOf } from './percent.ts';
import { type WeighedSign, worstSigns } from './worst-signs.ts';

interface Fill {
  readonly resource: string;
  readonly used: number;
  readonly hard: number;
  readonly share: number;
}

const NEARLY_FULL = 0.9;
/** Resources of one quota that are named. */
const MOST_NAMED = 3;

/** `uses 10 of 10 pods (100%), 15Gi of 16Gi limits.memory (93%)`: one sign a quota. */
export function quotaSigns(
  quotas: readonly ResourceQuota[],
  ignore: IgnoreRules = {},
): readonly DigestSign[] {
  return worstSigns(quotas.flatMap(signOf), ignore);
}

function signOf(quota: ResourceQuota): readonly WeighedSign[] {
  const { namespace = '', name = '' } = quota.metadata ?? {};
  const full = fillsOf(quota).filter(({ share }) => share >= NEARLY_FULL);
  const [fullest] = full;
  if (!fullest) return [];
  const left = full.length - MOST_NAMED;
  const sign: DigestSign = {
    key: `quota/${namespace}/${name}`,
    about: 'quota',
    namespace,
    kind: 'ResourceQuota',
    name,
    severity: fullest.share >= 1 ? 'critical' : 'warning',
    text: `uses ${full.slice(0, MOST_NAMED).map(fillText).join(', ')}${left > 0 ? `, and ${left} more` : ''}`,
  };
  return [{ sign, weight: fullest.share }];
}

/** The fullest first. What a quota forbids altogether (`hard: 0`) is never full. */
function fillsOf({ status }: ResourceQuota): readonly Fill[] {
  return Object.entries(status?.hard ?? {})
    .flatMap(([resource, most]) => {
      const hard = parseQuantity(most);
      const used = parseQuantity(status?.used?.[resource]);
      return hard && hard > 0 && used !== undefined
        ? [{ resource, used, hard, share: shareOf(used, hard) }]
        : [];
    })
    .toSorted((a, b) => b.share - a.share || compareText(a.resource, b.resource));
}

function fillText({ resource, used, hard, share }: Fill): string {
  const [now, most] = [used, hard].map((value) => formatQuantity(resource, value));
  return `${now} of ${most} ${resource} (${percent(share)})`;
}
