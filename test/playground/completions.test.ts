import { expect, it } from 'vitest';
import { askableNames } from '../../src/playground/askable-names.ts';
import { completionsOf } from '../../src/playground/completions.ts';
import { madeRecording } from '../../src/playground/scene.ts';
import { readRecording } from '../../src/replay/recording.ts';
import { COMMANDS } from '../../src/slack/blocks/commands.ts';
import { recordingPath } from '../support/terminal.ts';

const RECORDINGS = [
  await readRecording(recordingPath('r-feed-timeline')),
  await readRecording(recordingPath('r-ok-2-redis')),
  madeRecording('v1.32.13', Date.parse('2026-01-01T12:00:00Z')),
].map(({ namespace, ...rest }) => ({
  ...rest,
  namespace,
  objects: rest.objects.filter(({ metadata }) => metadata.namespace === namespace),
}));
const NAMES = askableNames(RECORDINGS, 'shop');

function offered(text: string): readonly string[] {
  return completionsOf(text, COMMANDS, NAMES).lines.map((line) => line.text);
}

it('offers every command', () => {
  expect(offered('/')).toEqual(COMMANDS.map(({ verb }) => `/pod ${verb} `));
  expect(offered('/pod ')).toEqual(offered('/'));
  expect(offered('/pod w')).toEqual(['/pod why ', '/pod watch ']);
  expect(offered('/pod what is ')).toEqual([]);
});

it('offers what can be asked about, the default namespace first', () => {
  expect(offered('/pod why ').slice(0, 2)).toEqual(['/pod why checkout', '/pod why web']);
  expect(offered('/pod why time')).toEqual(['/pod why r-feed/timeline']);
  expect(offered('/pod logs redis')).toContain('/pod logs r-ok-2/redis');
  expect(completionsOf('/pod why check', COMMANDS, NAMES).lines).toEqual([
    { text: '/pod why checkout', about: 'Deployment in shop' },
  ]);
});

it('offers namespaces where one is due, and nothing where nothing is', () => {
  expect(offered('/pod digest ')).toEqual(['/pod digest r-feed', '/pod digest r-ok-2', '/pod digest shop']);
  expect(offered('/pod why web -n s')).toEqual(['/pod why web -n shop']);
  expect(offered('/pod nodes ')).toEqual([]);
  expect(offered('/pod why checkout ')).toEqual([]);
  expect(offered('')).toEqual([]);
  expect(offered('good morning')).toEqual([]);
});
