import { redactArguments } from './arguments.ts';
import { REDACTED } from './marker.ts';
import { isSecretName, secretKind } from './secret-name.ts';
import { isHarmless } from './value.ts';

type Fields = Readonly<Record<string, unknown>>;
type Clean = (text: string) => string;

// kubectl's copy of the whole manifest, as it was before anything in it was hidden.
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const DEEPEST = 100;
// External-secrets and the like name a key of a Secret in these fields.
const NAMES_A_KEY = new Set(['secretKey', 'accessKey', 'privateKey']);

/**
 * A Kubernetes object as it may be written to a file: a Secret keeps its keys alone, environment variables and settings
 * with telling names lose their values, every other string passes `clean`. managedFields hold names only and stay.
 * What lies deeper than 100 levels is left out, so that cycles end.
 */
export function redactObjectWith(object: unknown, clean: Clean): unknown {
  return visit(object, clean, 0);
}

function visit(value: unknown, clean: Clean, depth: number): unknown {
  if (typeof value === 'string') return clean(value);
  if (!isFields(value)) return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.map((item) => visit(item, clean, depth + 1));
  const fields = withItemKinds({ ...value, ...redactArguments(value, clean) });
  const entries = Object.entries(fields)
    .filter(([key]) => key !== LAST_APPLIED)
    .map(([key, field]) => [key, visitField(fields, key, field, clean, depth)]);
  return Object.fromEntries(entries);
}

function visitField(fields: Fields, key: string, field: unknown, clean: Clean, depth: number): unknown {
  if (key === 'managedFields') return field;
  if (fields.kind === 'Secret' && /^(?:data|stringData)$/.test(key)) return emptied(field);
  if (fields.kind === 'ConfigMap' && key === 'binaryData') return emptied(field);
  if (typeof field === 'string') return hides(fields, key, field) ? REDACTED : clean(field);
  if (fields.kind === 'ConfigMap' && key === 'data') return settings(field, clean, depth);
  return visit(field, clean, depth + 1);
}

/** The items of a list as the API sends it lack their kind. */
function withItemKinds(fields: Fields): Fields {
  const { kind, items } = fields;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return fields;
  const itemKind = kind.slice(0, -'List'.length);
  return { ...fields, items: items.map((item) => (isFields(item) ? { kind: itemKind, ...item } : item)) };
}

/** A Secret's values are left out, whatever they are; its keys decide many a diagnosis. */
function emptied(field: unknown): unknown {
  return isFields(field) ? Object.fromEntries(Object.keys(field).map((key) => [key, ''])) : null;
}

/** `DB_PASSWORD: …` in a ConfigMap, where it should not be. */
function settings(field: unknown, clean: Clean, depth: number): unknown {
  if (!isFields(field)) return visit(field, clean, depth + 1);
  const entries = Object.entries(field).map(([key, value]) => {
    const hidden = typeof value === 'string' && isSecretName(key) && !isHarmless(value);
    return [key, hidden ? REDACTED : visit(value, clean, depth + 1)];
  });
  return Object.fromEntries(entries);
}

/** `{name: DB_PASSWORD, value: …}`, or a field whose own name tells. */
function hides(fields: Fields, key: string, value: string): boolean {
  if (isHarmless(value)) return false;
  if (key === 'value' && typeof fields.name === 'string') return isSecretName(fields.name);
  const kind = secretKind(key);
  return (kind === 'password' || kind === 'strong') && !NAMES_A_KEY.has(key);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
