import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { alertRoutes } from '../../../src/alerts/webhook/alert-routes.ts';

const PATH = fileURLToPath(new URL('../../../examples/alertmanager.yml', import.meta.url));
const hasAmtool = spawnSync('amtool', ['--version']).status === 0;

describe('examples/alertmanager.yml', () => {
  it.skipIf(!hasAmtool)('is what Alertmanager understands', () => {
    const { status, stdout, stderr } = spawnSync('amtool', ['check-config', PATH], { encoding: 'utf8' });
    expect(stdout + stderr).toContain('SUCCESS');
    expect(status).toBe(0);
  });

  it.skipIf(!hasAmtool).each([
    [['alertname=KubePodCrashLooping', 'severity=critical', 'namespace=shop'], 'podwhy'],
    [['alertname=Watchdog', 'severity=none'], 'nobody'],
    [['alertname=InfoInhibitor', 'namespace=shop'], 'nobody'],
  ])('routes %s to %s', (labels, receiver) => {
    const { stdout } = spawnSync('amtool', ['config', 'routes', 'test', `--config.file=${PATH}`, ...labels], {
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe(receiver);
  });

  it('leads to a webhook that there is', () => {
    const { receivers } = parse(readFileSync(PATH, 'utf8'));
    const urls = receivers.flatMap((one: { webhook_configs?: { url: string }[] }) =>
      (one.webhook_configs ?? []).map(({ url }) => new URL(url).pathname),
    );
    const count = () => {};
    const logger = { info: count, warn: count, error: count };
    const queue = { add: async () => {} };
    const options = { authorization: { tokens: [] }, queue, clock: { now: () => 0 }, logger, count };
    expect(urls).toEqual([alertRoutes(options).map(({ path }) => path)[0]]);
  });
});
