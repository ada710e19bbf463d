import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { playbooks } from '../../playbooks/index.ts';
import type { Playbook } from '../../src/diagnosis/playbook.ts';
import { PERMISSIONS, type Permission } from '../../src/kube/permissions.ts';
import { WITHOUT_CASE } from '../causes/support/without-case.ts';

const root = new URL('../../', import.meta.url);
const ids = playbooks.map(({ id }) => id);

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

test('what is in playbooks/ is in the list, and the other way round', () => {
  const there = names('playbooks').filter((name) => name !== 'index.ts');
  expect(there.map((name) => name.replace(/\.ts$/, '')).sort()).toEqual([...ids].sort());
});

test('every page is of a playbook', () => {
  const pages = names('docs/playbooks').filter((name) => name !== 'README.md');
  expect(pages.map((name) => name.replace(/\.md$/, '')).sort(), 'npm run docs').toEqual([...ids].sort());
});

describe.each(
  playbooks.map((playbook): [string, Playbook] => [playbook.id, playbook]),
)('playbook %s', (id, playbook) => {
  test('has tests of its own', () => {
    expect(names('test/playbooks').filter((name) => isOf(name, id, '.test.ts'))).not.toEqual([]);
  });

  test('has cases, each with what gives it and what must not', () => {
    const isToCome = Object.keys(playbook.causes).every((cause) => WITHOUT_CASE.includes(`${id}/${cause}`));
    const files = names('test/causes').filter((name) => isOf(name, id, '.ts'));
    expect(files.length > 0 || isToCome, `test/causes/${id}.ts`).toBe(true);
  });

  test('asks for nothing that the documented role does not allow', () => {
    const rules = documentedRules();
    for (const section of playbook.reads) {
      expect(PERMISSIONS[section], section).not.toEqual([]);
      expect(PERMISSIONS[section].filter((permission) => !allows(rules, permission))).toEqual([]);
    }
  });

  test('has no text that is still to be written', () => {
    const texts = JSON.stringify({ ...playbook, causes: playbook.causes }).match(/TODO[^"]*|example-state/g);
    expect(texts).toBeNull();
  });
});

function names(folder: string): readonly string[] {
  return readdirSync(new URL(folder, root));
}

/** `pending.test.ts`, or one of several: `pending-claims.test.ts`. */
function isOf(name: string, id: string, ending: string): boolean {
  return name.endsWith(ending) && (name === `${id}${ending}` || name.startsWith(`${id}-`));
}

function documentedRules(): readonly Rule[] {
  const text = readFileSync(new URL('docs/permissions.md', root), 'utf8');
  const [, role = ''] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
  return parse(role).rules;
}

function allows(rules: readonly Rule[], { apiGroup, resource, verb }: Permission): boolean {
  return rules.some(
    ({ apiGroups, resources, verbs }) =>
      apiGroups.includes(apiGroup) && resources.includes(resource) && verbs.includes(verb),
  );
}
