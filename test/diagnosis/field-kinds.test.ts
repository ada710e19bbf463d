import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type FieldKind, kindsOf, placeOf, requiredOf } from '../../src/diagnosis/field-kinds.ts';

const folder = new URL('../../src/diagnosis/objects/', import.meta.url);
const source = readdirSync(folder)
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');
const fields = [...source.matchAll(/readonly (\w+)(\??): ([^;]+?)(?=;| \}|$)/gm)].map(
  ([, name = '', , type = '']) => [name, kindOf(type)] as const,
);

function kindOf(type: string): FieldKind {
  const bare = type.replace(' | null', '');
  if (bare === 'string') return 'text';
  if (bare === 'boolean') return 'flag';
  if (/^(Service|Ingress)\[/.test(bare)) return 'object';
  if (bare.startsWith('number') || bare === 'IntOrString') return 'number';
  if (bare === 'readonly string[]') return 'texts';
  if (bare === 'ResourceList' || bare === 'Readonly<Record<string, string>>') return 'map';
  return bare.startsWith('readonly') ? 'objects' : 'object';
}

/** Where a name stands for several kinds, the field around it decides. */
const PARENTS = [
  '',
  'conditions',
  'volumes',
  'spec',
  'Service.spec',
  'nodeAffinity',
  'endpoints',
  'endpoints.conditions',
  'backend',
  'backend.service',
  'metrics',
  'priority-classes',
];

test('objects/ has fields to compare with', () => {
  expect(fields.length).toBeGreaterThan(200);
  expect(fields).toContainEqual(['initContainers', 'objects']);
  expect(fields).toContainEqual(['resourceClaimName', 'text']);
});

test.each(fields)('%s of objects/ is listed as %s', (name, kind) => {
  expect(PARENTS.flatMap((parent) => kindsOf(parent, name) ?? [])).toContain(kind);
});

test('a name may stand for another kind under another field', () => {
  expect(kindsOf('conditions', 'status')).toEqual(['text']);
  expect(kindsOf('', 'status')).toEqual(['object']);
  expect(kindsOf('resources', 'limits')).toEqual(['map']);
  expect(kindsOf('spec', 'limits')).toEqual(['objects']);
});

test('a field that nobody reads has no kind', () => {
  expect(kindsOf('metadata', 'selfLink')).toBeUndefined();
  expect(kindsOf('', 'constructor')).toBeUndefined();
});

test('an object needs the fields without which it means nothing', () => {
  expect(requiredOf('containers')).toEqual(['name']);
  expect(requiredOf(placeOf('containers', 'ports'))).toEqual(['containerPort']);
  expect(requiredOf(placeOf('Service.spec', 'ports'))).toEqual([]);
  expect(requiredOf('metadata')).toEqual([]);
  expect(requiredOf('constructor')).toEqual([]);
});
