import { type Signature, WEIGHT } from '../signature.ts';

/** Versions and values that don't go together, as any program words it. */
export const MISMATCHES: readonly Signature[] = [
  {
    id: 'versions/mismatch',
    cause: 'application-error',
    confidence: 'likely',
    weight: WEIGHT.exception - 2,
    needles: ['requires', 'older', 'version', 'downgrade'],
    pattern:
      /\brequires (?:[\w.-]+ ){0,4}v?\d[\w.]*(?: or (?:greater|higher|later|newer|above)|\+)|\brequires at least\b|\bis too old\b|\b(?:incompatible|unsupported|wrong) (?:\w+ ){0,2}version\b|\bversion mismatch\b|\bcannot downgrade\b/i,
  },
  {
    id: 'values/mismatch',
    cause: 'application-error',
    confidence: 'possible',
    weight: WEIGHT.exception - 2,
    needles: ['expect'],
    pattern:
      /^(?!.*?\b(\d+)\b.*?\b(?:got|found|received) \1\b).*?(?:\bexpect(?:ed|s)\b.{1,80}(?:\bgot\b|\bfound\b|\breceived\b|\bbut\b)|\b(?:got|found|has|have)\b.{1,80}\bexpect(?:ed|s)\b)/i,
  },
];
