import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../src/diagnosis/objects/certificate.ts';
import { certificateSigns } from '../../../src/digests/signs/certificate-signs.ts';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function at(fromNow: number): string {
  return new Date(NOW + fromNow).toISOString();
}

/** One that was issued for 90 days and is to be renewed a month before its end. */
function made(notAfter: number, status: Certificate['status'] = {}, created = -DAY): Certificate {
  return {
    metadata: { name: 'web-tls', namespace: 'shop', creationTimestamp: at(created) },
    status: {
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: at(-DAY) }],
      notBefore: at(notAfter - 90 * DAY),
      notAfter: at(notAfter),
      renewalTime: at(notAfter - 30 * DAY),
      ...status,
    },
  };
}

function ready(status: string, since: number): Certificate['status'] {
  return { conditions: [{ type: 'Ready', status, lastTransitionTime: at(since) }] };
}

function unissued(status: Certificate['status'], created: number): Certificate {
  const { metadata } = made(0, {}, created);
  return { ...(metadata ? { metadata } : {}), ...(status ? { status } : {}) };
}

describe('a certificate', () => {
  it('that runs out is told of', () => {
    expect(certificateSigns([made(5 * DAY)], { now: NOW })).toEqual([
      {
        key: 'certificate/shop/web-tls',
        about: 'certificate',
        namespace: 'shop',
        kind: 'Certificate',
        name: 'web-tls',
        severity: 'warning',
        text: 'expires in 5 days, and has been due for renewal for 25 days',
      },
    ]);
  });

  it.each<[string, Certificate, string | undefined, string?]>([
    ['within two weeks', made(13 * DAY), 'warning'],
    ['in more than two weeks', made(15 * DAY), undefined],
    [
      'within three days',
      made(2 * DAY),
      'critical',
      'expires in 2 days, and has been due for renewal for 28 days',
    ],
    ['expired', made(-3 * DAY), 'critical', 'expired 3 days ago'],
    ['whose renewal is not due yet', made(5 * DAY, { renewalTime: at(HOUR) }), undefined],
    ['whose renewal has just begun', made(2 * DAY, { renewalTime: at(-60_000) }), undefined],
    [
      'of hours, with some left',
      made(7 * HOUR, { notBefore: at(-17 * HOUR), renewalTime: at(-HOUR) }),
      'warning',
      'expires in 7 hours, and has been due for renewal for 60 minutes',
    ],
    [
      'of hours, at its end',
      made(2 * HOUR, { notBefore: at(-22 * HOUR), renewalTime: at(-6 * HOUR) }),
      'critical',
    ],
    [
      'that is not ready',
      made(60 * DAY, ready('False', -3 * HOUR)),
      'warning',
      'has not been ready for 3 hours',
    ],
    ['that has not been ready for a moment', made(60 * DAY, ready('False', -60_000)), undefined],
    [
      'that was never issued',
      unissued({ ...ready('False', -3 * HOUR), failedIssuanceAttempts: 4 }, -4 * HOUR),
      'warning',
      'has not been issued for 3 hours; 4 attempts to issue it failed',
    ],
    ['that nobody looks at', unissued(undefined, -3 * HOUR), 'warning', 'has not been issued for 3 hours'],
    ['that was just made', unissued(undefined, -60_000), undefined],
    ['whose end does not parse', made(60 * DAY, { notAfter: 'soon' }), undefined],
  ])('%s', (_, certificate, severity, text) => {
    const [sign] = certificateSigns([certificate], { now: NOW });
    expect(sign?.severity).toBe(severity);
    if (text) expect(sign?.text).toBe(text);
  });

  it.each([
    [2 * DAY, 'critical', 'expires in 2 days'],
    [5 * DAY, undefined, undefined],
  ])('of an old cert-manager is told of when it nearly runs out', (left, severity, text) => {
    const { renewalTime: _, ...status } = made(left).status ?? {};
    const [sign] = certificateSigns([{ ...made(left), status }], { now: NOW });
    expect([sign?.severity, sign?.text]).toEqual([severity, text]);
  });

  it('that is being deleted, or ignored, is left out', () => {
    const gone = made(-DAY);
    const deleted = { ...gone, metadata: { ...gone.metadata, deletionTimestamp: at(-HOUR) } };
    expect(certificateSigns([deleted], { now: NOW })).toEqual([]);
    expect(certificateSigns([gone], { now: NOW, ignore: { owners: ['certificate/web-*'] } })).toEqual([]);
  });
});

it('of many certificates the one that ends first is first, and those that never were are last', () => {
  const named = (name: string, one: Certificate): Certificate => ({
    ...one,
    metadata: { ...one.metadata, name },
  });
  const all = [
    named('never', unissued(undefined, -3 * HOUR)),
    named('later', made(10 * DAY)),
    named('gone', made(-DAY)),
    named('soon', made(4 * DAY)),
    named('also-never', unissued(undefined, -3 * HOUR)),
    named('tomorrow', made(DAY)),
  ];
  expect(certificateSigns(all, { now: NOW }).map(({ name }) => name)).toEqual([
    'gone',
    'tomorrow',
    'soon',
    'later',
    'also-never',
    'never',
  ]);
});
