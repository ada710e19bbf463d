import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bot, said, startBot } from '../e2e/support/bot.ts';

const GOOD = `explains: [crashloop/configuration-missing]
causes:
  settings-renamed:
    title: '{container} still reads {variable}, which was renamed'
    severity: critical
    log: 'environment variable (?<variable>REDIS_\\w+) is not set'
    runbooks: ['https://wiki.example.com/redis?variable={variable}']
`;

describe('a bot with a folder of playbooks', () => {
  let directory: string;
  let bot: Bot;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'podwhy-bot-'));
    await writeFile(join(directory, 'broken.yaml'), 'causes: [');
    await writeFile(join(directory, 'acme.yaml'), GOOD);
    bot = await startBot({ env: { PLAYBOOKS_DIR: directory } });
  });
  afterAll(async () => {
    await bot.stop();
    await rm(directory, { recursive: true });
  });

  it('answers by the files that are in order, with their links', async () => {
    await bot.slack.user('U1').slash('/pod', 'why timeline', { channel: 'C1' });
    const { shown, blocks } = await said(bot, 'C1', 'which was renamed');
    expect(shown).toContain('timeline still reads REDIS_URL');
    expect(JSON.stringify(blocks)).toContain(
      '{"type":"link","url":"https://wiki.example.com/redis?variable=REDIS_URL"',
    );
  });

  it('has logged what is wrong with the others', () => {
    const lines = bot.log.map((line) => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'warn', event: 'playbooks.problem', file: 'broken.yaml', line: 1 }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'playbooks.loaded', files: ['acme.yaml'], ownCauses: 1, problems: 1 }),
    );
  });
});
