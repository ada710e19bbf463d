import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { fill, shellQuote } from '../../src/diagnosis/fill.ts';
import type { CauseInfo, Playbook, Remedy } from '../../src/diagnosis/playbook.ts';
import { changesCluster } from '../support/kubectl-verbs.ts';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const SEVERITIES = ['critical', 'warning', 'info'];

interface Row {
  readonly id: string;
  readonly info: CauseInfo;
}

const rows: readonly Row[] = playbooks.flatMap((playbook) =>
  Object.entries(playbook.causes).map(([cause, info]) => ({ id: `${playbook.id}/${cause}`, info })),
);
const remedies: readonly (readonly [string, Remedy])[] = rows.flatMap(({ id, info }) =>
  info.remedies.map((remedy) => [`${id}: ${remedy.text}`, remedy] as const),
);
const commands = remedies.filter(([, { command }]) => command !== undefined);

test('playbooks have names of their own, in kebab-case', () => {
  const ids = playbooks.map(({ id }) => id);
  expect(ids.filter((id) => !KEBAB.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(
  playbooks.map((playbook): [string, Playbook] => [playbook.id, playbook]),
)('playbook %s', (id, playbook) => {
  test('has its prose', () => {
    expect([playbook.title, playbook.meaning, playbook.impact].filter((text) => text.trim() === '')).toEqual(
      [],
    );
  });

  test('asks for each section once', () => {
    expect(new Set(playbook.reads).size).toBe(playbook.reads.length);
  });

  test('supersedes causes that exist, each named once', () => {
    const superseded = playbook.supersedes ?? [];
    expect(superseded.filter((cause) => !isKnown(cause))).toEqual([]);
    expect(new Set(superseded).size).toBe(superseded.length);
  });

  test('is not superseded by a playbook that it supersedes', () => {
    const below = playbooks.filter((other) => other !== playbook && supersedes(playbook, other));
    expect(below.filter((other) => supersedes(other, playbook)).map((other) => other.id)).toEqual([]);
  });

  test('has causes in kebab-case', () => {
    expect(Object.keys(playbook.causes).filter((cause) => !KEBAB.test(cause))).toEqual([]);
    expect(Object.keys(playbook.causes), id).not.toEqual([]);
  });
});

/** A cause of a playbook in the list; of one that is yet to be written, any. */
function isKnown(cause: string): boolean {
  const [id = '', name = ''] = cause.split('/');
  const playbook = playbooks.find((one) => one.id === id);
  return playbook ? name in playbook.causes : KEBAB.test(id) && KEBAB.test(name);
}

/** One of the playbooks explains causes of the other. */
function supersedes(root: Playbook, symptom: Playbook): boolean {
  return (root.supersedes ?? []).some((cause) => cause.startsWith(`${symptom.id}/`));
}

describe.each(rows.map(({ id, info }): [string, CauseInfo] => [id, info]))('cause %s', (_, info) => {
  test('has a title of one line, a severity and something to do about it', () => {
    expect(info.title).toMatch(/^\S.*\S$/);
    expect(SEVERITIES).toContain(info.severity);
    expect([undefined, 'waiting']).toContain(info.verdict);
    if (info.verdict !== 'waiting') expect(info.remedies).not.toEqual([]);
  });

  test('has texts whose params and groups are written as they are read', () => {
    const texts = [info.title, ...(info.says ?? []), ...info.remedies.map(({ text }) => text)];
    expect(texts.filter((text) => /[{}]/.test(withoutParams(text)))).toEqual([]);
    const all = [...texts, ...info.remedies.map(({ command }) => command ?? '')];
    expect(all.filter((text) => /\[\[|\]\]/.test(withoutGroups(text)))).toEqual([]);
  });
});

/** In a command, braces are a jsonpath's or JSON's as well: those that look like a param must be one. */
test.each(commands)('%s: the command’s params are written as they are read', (_, { command = '' }) => {
  expect(withoutParams(command)).not.toMatch(/\{\s*\w+\s*\}|\{\}/);
});

test.each(commands)('%s: the command is one that a shell can read, whatever is filled in', (_, {
  command = '',
}) => {
  const names = Object.fromEntries(
    [...command.matchAll(/\{([a-zA-Z]\w*)\}/g)].map(([, name]) => [name, "it's (x"]),
  );
  const filled = fill(command, names, shellQuote) ?? '';
  expect(() => execFileSync('sh', ['-n', '-c', filled], { stdio: 'pipe' })).not.toThrow();
});

test.each(remedies)('%s: it is marked whether it changes the cluster', (_, { command, changes }) => {
  expect(changes ?? false).toBe(command !== undefined && changesCluster(command));
});

function withoutParams(text: string): string {
  return text.replace(/\{[a-zA-Z]\w*\}/g, '');
}

/** Groups don't nest. */
function withoutGroups(text: string): string {
  return text.replace(/\[\[(?:(?!\[\[|\]\]).)*\]\]/gs, '');
}
