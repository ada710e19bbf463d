import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW } from '../support/build.ts';
import { budget, counts, deployed, guarded } from '../support/disruption.ts';
import { podwhy, recordingPath } from '../support/terminal.ts';

describe('podwhy record', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'podwhy-record-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it.each([
    ['deploy/timeline', 'r-feed-timeline'],
    ['deploy/loader', 'r-mixed-2-loader'],
    ['deploy/calc', 'r-payroll-calc'],
    ['job/customer-import', 'r-imports-customer-import'],
    ['cronjob/fx-rates', 'r-treasury-fx-rates'],
    ['sts/redis', 'r-ok-2-redis'],
    ['svc/prices', 'r-menus-prices'],
    ['hpa/bidder', 'r-auctions-bidder'],
    ['pvc/assays', 'r-labs-assays'],
    ['node/node-f', 'r-nodes-view'],
    ['deploy/tuner', 'r-pricing-2-tuner'],
  ])('captures %s so that its replay gives the same findings', async (target, name) => {
    const captured = await podwhy(['record', target, '--recording', recordingPath(name)]);
    expect(captured).toMatchObject({ code: 0, err: expect.stringContaining('recorded') });
    const path = join(directory, `${name}.json`);
    await writeFile(path, captured.out);
    const findings = async (recording: string) => {
      const { out } = await podwhy(['why', target, '-o', 'json', '--recording', recording]);
      const { verdict, findings, changed } = JSON.parse(out);
      return { verdict, findings, changed };
    };
    expect(await findings(path)).toEqual(await findings(recordingPath(name)));
  });

  it('captures a disruption budget with its pods and what runs them', async () => {
    const pods = [guarded('web-1'), guarded('web-2', { ready: false })];
    const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    const made = {
      kubernetesVersion: 'v1.32.0',
      takenAt: NOW,
      namespace: 'shop',
      objects: [shop, budget({ status: counts(1, 2, 2) }), ...deployed(2, ...pods)],
      logs: {},
    };
    const source = join(directory, 'budget.json');
    await writeFile(source, JSON.stringify(made));
    const captured = await podwhy(['record', 'pdb/web', '-n', 'shop', '--recording', source]);
    const { objects } = JSON.parse(captured.out);
    expect(objects).toContainEqual(
      expect.objectContaining({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' }),
    );
    const path = join(directory, 'captured-budget.json');
    await writeFile(path, captured.out);
    for (const recording of [source, path]) {
      const { out, code } = await podwhy(['why', 'pdb/web', '-n', 'shop', '--recording', recording]);
      expect(out).toMatch(/Too few healthy pods: 1 of 2, at least 2 have to be/);
      expect(code).toBe(1);
    }
  });

  it('holds no value of a Secret, of a secret-looking variable, or of a password in a log', async () => {
    const secret = ['hunter2', 'hunter2'].join('-');
    const source = JSON.parse(
      (await podwhy(['record', 'deploy/stock', '--recording', recordingPath('r-inventory-stock')])).out,
    );
    const pod = source.objects.find((object: { kind: string }) => object.kind === 'Pod');
    pod.spec.containers[0].env = [{ name: 'DB_PASSWORD', value: secret }];
    const key = Object.keys(source.logs)[0] as string;
    source.logs[key].previous = {
      text: `2026-11-22T07:39:18Z connect postgres://app:${secret}@db:5432/x: refused\n`,
    };
    const path = join(directory, 'secret.json');
    await writeFile(path, JSON.stringify(source));
    const captured = await podwhy(['record', 'deploy/stock', '--recording', path]);
    expect(captured.code).toBe(0);
    expect(captured.out).not.toContain(secret);
    expect(captured.out).toContain('DB_PASSWORD');
  });

  it('keeps of other namespaces’ pods only what they hold of their node', async () => {
    const captured = await podwhy([
      'record',
      'deploy/facets',
      '--recording',
      recordingPath('r-catalog-3-facets'),
    ]);
    const recording = JSON.parse(captured.out);
    const strangers = recording.objects.filter(
      (object: { kind: string; metadata: { namespace: string } }) =>
        object.kind === 'Pod' && object.metadata.namespace !== recording.namespace,
    );
    expect(strangers.length).toBeGreaterThan(0);
    for (const { spec } of strangers) {
      for (const container of spec.containers) expect(Object.keys(container)).not.toContain('env');
    }
  });

  it('says what is wrong with the target instead of capturing nothing', async () => {
    const { code, out, err } = await podwhy([
      'record',
      'deploy/nosuch',
      '--recording',
      recordingPath('r-ok-2-redis'),
    ]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('nosuch');
  });
});

describe('podwhy replay', () => {
  it('serves until interrupted, writes a kubeconfig, and podwhy answers through it', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'podwhy-replay-'));
    const kubeconfig = join(directory, 'kubeconfig');
    let stop: () => void = () => undefined;
    const interrupted = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const serving = podwhy(
      [
        'replay',
        recordingPath('r-inventory-stock'),
        '--kubeconfig',
        kubeconfig,
        '--fault',
        '403:list:events',
      ],
      { interrupted },
    );
    const args = ['why', 'deploy/stock', '-n', 'r-inventory', '-o', 'json', '--kubeconfig', kubeconfig];
    await expect.poll(async () => (await podwhy(args)).code).toBe(1);
    expect(JSON.parse((await podwhy(args)).out).gaps).toMatchObject([
      { section: 'events', reason: 'forbidden' },
    ]);
    stop();
    expect(await serving).toMatchObject({ code: 0, err: expect.stringContaining('http://127.0.0.1:') });
    expect((await podwhy(args)).code).toBe(2);
    await rm(directory, { recursive: true });
  });

  it('says which file it cannot read', async () => {
    expect(await podwhy(['replay', '/nosuch.json'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('/nosuch.json'),
    });
  });

  it('says which fault it does not understand', async () => {
    const result = await podwhy(['replay', recordingPath('r-inventory-stock'), '--fault', '999:list']);
    expect(result.code).toBe(64);
    expect(result.err).toContain('999:list');
  });
});
