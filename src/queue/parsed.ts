import type { z } from 'zod';

export type Parsed<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: 'invalid'; readonly problem: string };

/** What the store holds: another version may have written it. */
export function parseText<T>(schema: z.ZodType<T>, written: string): Parsed<T> {
  try {
    return parse(schema, JSON.parse(written));
  } catch {
    return { status: 'invalid', problem: 'not JSON' };
  }
}

export function parse<T>(schema: z.ZodType<T>, data: unknown): Parsed<T> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return { status: 'ok', value: parsed.data };
  // Paths and reasons only: what is in it may not be ours to log.
  const problem = parsed.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'record'}: ${issue.code}`)
    .join(', ');
  return { status: 'invalid', problem };
}
