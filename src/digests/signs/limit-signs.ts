import { counted } from '../../diagnosis/counted.ts';
import { formatQuantity } from '../../diagnosis/quantity.ts';
import type { DigestSign } from '../digest.ts';
import type { IgnoreRules } from '../noise.ts';
import { type OwnerPlace, placeKey } from '../owner-place.ts';
import { percent } from './percent.ts';
import { worstSigns } from './worst-signs.ts';

/** A container of an owner's pods that is near its memory limit, in the pod where it is nearest. */
export interface NearLimit extends OwnerPlace {
  readonly pod: string;
  readonly container: string;
  /** Bytes. */
  readonly used: number;
  readonly limit: number;
  /** Pods of the owner in which this container is near its limit. */
  readonly pods: number;
}

/** Beyond the limit the kernel kills. Of CPU no use tells whether a container is held back, so that is left alone. */
export const LIMIT_SHARES = { warning: 0.9, critical: 0.97 } as const;

/** `web uses 243Mi of its memory limit of 256Mi (95%) in web-1, and 2 more pods` */
export function limitSigns(near: readonly NearLimit[], ignore: IgnoreRules = {}): readonly DigestSign[] {
  const found = near.map((one) => ({ sign: signOf(one), weight: one.used / one.limit }));
  return worstSigns(found, ignore);
}

function signOf(near: NearLimit): DigestSign {
  const { namespace, kind, name, pod, container, used, limit, pods } = near;
  const share = used / limit;
  const [now, most] = [used, limit].map((bytes) => formatQuantity('memory', bytes));
  const where = kind === 'Pod' ? '' : ` in ${pod}`;
  const others = pods > 1 ? `, and ${counted(pods - 1, 'more pod')}` : '';
  return {
    key: `limit/${placeKey(near)}/${container}/memory`,
    about: 'limit',
    namespace,
    kind,
    name,
    severity: share >= LIMIT_SHARES.critical ? 'critical' : 'warning',
    text: `${container} uses ${now} of its memory limit of ${most} (${percent(share)})${where}${others}`,
  };
}
