import type { z } from 'zod';
import { cleanText } from '../diagnosis/gate.ts';
import { cleanDeep } from '../diagnosis/sanitize.ts';
import { digestSchema } from '../digest-schema.ts';
import type { Digest, DigestScope } from '../digests/digest.ts';
import { BotError } from '../errors.ts';

const MOST_PROBLEMS = 3;

/**
 * A digest that `-o json` printed, past the gate: anybody may have written the file.
 * @throws BotError input-unreadable, where it is none or one of another scope.
 */
export function readEarlier(file: string, text: string, scope: DigestScope): Digest {
  const parsed = digestSchema.safeParse(inJson(file, text));
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
