import { z } from 'zod';
import { cleanText } from '../diagnosis/gate.ts';
import { cleanDeep } from '../diagnosis/sanitize.ts';
import type { Digest, DigestScope } from '../digests/digest.ts';
import { BotError } from '../errors.ts';

const MOST_ITEMS = 10_000;
const MOST_PROBLEMS = 3;
const count = z.number().nonnegative();
const time = z.iso.datetime({ offset: true, error: 'is not a time' });

const ITEM = z.object({
  key: z.string(),
  namespace: z.string(),
  kind: z.string(),
  name: z.string(),
  cause: z.string(),
  title: z.string(),
  severity: z.enum(['critical', 'warning', 'info']),
  verdict: z.enum(['healthy', 'unhealthy', 'waiting', 'inconclusive']),
  unwell: count,
  pods: count,
  restarts: count,
  since: z.string(),
  examples: z.array(z.string()),
  fix: z
    .object({ text: z.string(), command: z.string().exactOptional(), changes: z.boolean().exactOptional() })
    .exactOptional(),
});

const items = z.array(ITEM).max(MOST_ITEMS);
const keys = z.array(z.string()).max(MOST_ITEMS);

const DIGEST = z.object({
  schema: z.literal('podwhy-digest/v1'),
  scope: z.object({ cluster: z.string(), namespaces: z.array(z.string()).exactOptional() }),
  takenAt: time,
  seen: z.object({ namespaces: count, pods: count, unwell: count, undiagnosed: count }),
  items,
  gaps: z.array(z.object({ namespace: z.string().exactOptional(), message: z.string() })),
  cost: z.object({ requests: count, durationMs: count }),
  changes: z
    .object({ since: time, new: keys, ongoing: keys, flapping: keys, recovered: items })
    .exactOptional(),
});

/**
 * A digest that `-o json` printed, past the gate: anybody may have written the file.
 * @throws BotError input-unreadable, where it is none or one of another scope.
 */
export function readEarlier(file: string, text: string, scope: DigestScope): Digest {
  const parsed = DIGEST.safeParse(inJson(file, text));
  if (!parsed.success)
    throw refused(
      `${file} is not a digest that podwhy digest -o json has printed: ${complaint(parsed.error)}.`,
    );
  const digest = cleanDeep(parsed.data, cleanText);
  const [theirs, ours] = [digest.scope, cleanDeep(scope, cleanText)].map(inWords);
  if (theirs === ours) return digest;
  throw refused(
    `${file} is a digest of ${theirs}, and this one is of ${ours}. Only digests of the same can be compared.`,
  );
}

function inJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused(`${file} is not JSON. Give what podwhy digest -o json has printed.`);
  }
}

function inWords({ cluster, namespaces }: DigestScope): string {
  if (!namespaces) return `cluster ${cluster}, all namespaces`;
  const names = namespaces.toSorted().join(', ');
  return `cluster ${cluster}, namespace${namespaces.length === 1 ? '' : 's'} ${names}`;
}

/** Which fields are wrong, without repeating what is in them. */
function complaint({ issues }: z.ZodError): string {
  const places = issues.slice(0, MOST_PROBLEMS).map(({ path }) => path.map(String).join('.') || 'the whole');
  const rest = issues.length - places.length;
  return `look at ${places.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function refused(message: string): BotError {
  return new BotError('input-unreadable', message);
}
