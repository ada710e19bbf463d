import { formatDuration } from '../../diagnosis/duration.ts';
import type { ParamValue } from '../../diagnosis/finding.ts';

const DEEPEST = 50;

/**
 * What the API sent, as CEL sees it: whole numbers are ints, null counts as absent. Objects become Maps, so that no
 * field's name can mean anything to JavaScript.
 */
export function toCel(value: unknown, depth = 0): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item) => toCel(item, depth + 1));
  const fields = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return new Map(fields.map(([key, field]) => [key, toCel(field, depth + 1)]));
}

/** An evaluated value for a text; undefined for what has no place in one: maps, lists of lists, nothing. */
export function toParam(value: unknown): ParamValue | undefined {
  if (!Array.isArray(value)) return toScalar(value);
  const items = value.map(toScalar).filter((item) => item !== undefined);
  return items.length === value.length ? items.map(String) : undefined;
}

function toScalar(value: unknown): string | number | undefined {
  switch (typeof value) {
    case 'string':
    case 'number':
      return value;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'boolean':
      return String(value);
    default:
      return toTime(value);
  }
}

function toTime(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  const isDuration = Object.prototype.toString.call(value) === '[object google.protobuf.Duration]';
  return isDuration ? formatDuration(Number(value) / 1000) : undefined;
}

const LONGEST = 300;

/** A value as proof: a map as `key: value, …`, a list of maps a line each, what is deeper as JSON; cut where it is long. */
export function toProof(value: unknown): string {
  if (Array.isArray(value) && value.length > 0 && value.every((item) => item instanceof Map))
    return value.map(toProof).join('\n');
  const text = value instanceof Map ? mapText(value) : (scalarText(value) ?? json(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function mapText(map: ReadonlyMap<unknown, unknown>): string {
  if (map.size === 0) return '(empty)';
  return [...map].map(([key, value]) => `${key}: ${scalarText(value) ?? json(value)}`).join(', ');
}

function scalarText(value: unknown): string | undefined {
  const scalar = toScalar(value);
  return scalar === undefined ? undefined : String(scalar);
}

function json(value: unknown): string {
  return JSON.stringify(value, (_, inner) => {
    if (inner instanceof Map) return Object.fromEntries(inner);
    return typeof inner === 'bigint' ? Number(inner) : inner;
  });
}
