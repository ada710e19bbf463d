import { secondsSince } from '../../diagnosis/age.ts';
import { counted } from '../../diagnosis/counted.ts';
import type { Severity } from '../../diagnosis/finding.ts';
import type { Certificate } from '../../diagnosis/objects/certificate.ts';
import type { DigestSign } from '../digest.ts';
import type { IgnoreRules } from '../noise.ts';
import { spanInWords } from '../span-in-words.ts';
import { forSpan } from './for-span.ts';
import { type WeighedSign, worstSigns } from './worst-signs.ts';

interface Options {
  /** Milliseconds. */
  readonly now: number;
  readonly ignore?: IgnoreRules;
}

interface State {
  readonly severity: Severity;
  readonly text: string;
}

const DAY_S = 86_400;
const SOON_S = 14 * DAY_S;
const VERY_SOON_S = 3 * DAY_S;
/** Of a certificate that lives for hours the end is near when a tenth of its life is left. */
const END_OF_LIFE = 0.1;
/** An issuer may take minutes, an ACME challenge most of all. */
const PATIENCE_S = 600;

/** `expires in 5 days, and has been due for renewal for 3 days`: certificates that run out, or that there are none of. */
export function certificateSigns(
  certificates: readonly Certificate[],
  { now, ignore = {} }: Options,
): readonly DigestSign[] {
  const found = certificates.flatMap((certificate): readonly WeighedSign[] => {
    const { namespace = '', name = '', deletionTimestamp } = certificate.metadata ?? {};
    const state = deletionTimestamp ? undefined : stateOf(certificate, now);
    if (!state) return [];
    const key = `certificate/${namespace}/${name}`;
    const sign = { key, about: 'certificate', namespace, kind: 'Certificate', name, ...state } as const;
    return [{ sign, weight: -secondsLeft(certificate, now) }];
  });
  return worstSigns(found, ignore);
}

function stateOf(certificate: Certificate, now: number): State | undefined {
  const state = runningOut(certificate, now) ?? notReady(certificate, now);
  const attempts = certificate.status?.failedIssuanceAttempts ?? 0;
  if (!state || attempts === 0) return state;
  return { ...state, text: `${state.text}; ${counted(attempts, 'attempt')} to issue it failed` };
}

function runningOut(certificate: Certificate, now: number): State | undefined {
  const left = secondsLeft(certificate, now);
  if (left <= 0) return { severity: 'critical', text: `expired ${spanInWords(-left)} ago` };
  const { notBefore, notAfter = '', renewalTime } = certificate.status ?? {};
  const life = (Date.parse(notAfter) - Date.parse(notBefore ?? '')) / 1000;
  const end = Math.min(VERY_SOON_S, life ? life * END_OF_LIFE : VERY_SOON_S);
  const severity = left <= end ? 'critical' : 'warning';
  const text = `expires in ${spanInWords(left)}`;
  // Only of an old cert-manager it isn't known when it would have renewed it.
  if (!renewalTime) return severity === 'critical' ? { severity, text } : undefined;
  if (left > SOON_S || secondsSince(now, renewalTime) < PATIENCE_S) return undefined;
  return { severity, text: `${text}, and has been due for renewal${forSpan(now, renewalTime)}` };
}

function notReady({ metadata, status }: Certificate, now: number): State | undefined {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const since = ready?.lastTransitionTime ?? metadata?.creationTimestamp;
  if (ready?.status === 'True' || secondsSince(now, since) < PATIENCE_S) return undefined;
  const words = status?.notAfter ? 'has not been ready' : 'has not been issued';
  return { severity: 'warning', text: `${words}${forSpan(now, since)}` };
}

/** Infinitely many where there is no certificate yet. */
function secondsLeft({ status }: Certificate, now: number): number {
  const end = Date.parse(status?.notAfter ?? '');
  return Number.isNaN(end) ? Number.POSITIVE_INFINITY : (end - now) / 1000;
}
