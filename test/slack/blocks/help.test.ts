import { expect, test } from 'vitest';
import { VERBS } from '../../../src/asks.ts';
import { COMMANDS } from '../../../src/slack/blocks/commands.ts';
import { helpMessage } from '../../../src/slack/blocks/help.ts';
import { parseCommand } from '../../../src/slack/parse-command.ts';
import { expectGood, readable } from './checks.ts';

test('every command is in the help', () => {
  expect(COMMANDS.map(({ verb }) => verb)).toEqual([...VERBS, 'help']);
  expectGood(helpMessage());
  for (const verb of VERBS) expect(readable(helpMessage())).toMatch(new RegExp(`^/pod ${verb} `, 'm'));
});

test('the help of one command has its usage and examples', () => {
  for (const { verb, usage, examples } of COMMANDS) {
    const message = helpMessage(verb);
    expectGood(message);
    expect(readable(message)).toContain(usage);
    expect(readable(message)).toContain(examples[0]);
  }
});

test('an unknown command gets all of them', () => {
  expect(helpMessage('<!channel>')).toEqual(helpMessage());
});

test('each example is understood as the command that it is an example of', () => {
  for (const { verb, examples } of COMMANDS)
    for (const example of examples) {
      const parsed = parseCommand(example.replace(/^\/pod /, ''));
      const about = parsed.kind === 'schedule' ? 'digest' : parsed.kind;
      expect(parsed.kind === 'ask' ? parsed.ask.verb : about, example).toBe(verb);
    }
});

test('the help of digests shows every form', () => {
  const shown = readable(helpMessage('digest'));
  for (const form of [
    ' shop',
    ' -n shop,pay',
    ' -A',
    ' subscribe "',
    ' list',
    ' pause ',
    ' resume ',
    ' remove ',
  ])
    expect(shown).toContain(`/pod digest${form}`);
  expect(shown).toContain('--tz');
  expect(shown).toContain('asked for with -n');
});
