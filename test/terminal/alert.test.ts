import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { podwhy, recordingPath } from '../support/terminal.ts';

const FEED = recordingPath('r-feed-timeline');
const POD = 'timeline-7dc8c9f7d4-5tcrt';
const SINCE = '2026-11-22T07:30:00Z';

function alert(labels: Record<string, string>, more: object = {}) {
  const known = { severity: 'warning', ...labels };
  return {
    status: 'firing',
    labels: known,
    annotations: {},
    startsAt: SINCE,
    endsAt: '0001-01-01T00:00:00Z',
    ...more,
  };
}

function webhook(...alerts: readonly object[]): string {
  return JSON.stringify({ version: '4', status: 'firing', receiver: 'podwhy', groupKey: '{}', alerts });
}

const CRASHING = alert({
  alertname: 'KubePodCrashLooping',
  namespace: 'r-feed',
  pod: POD,
  container: 'timeline',
  cluster: 'prod',
});
const WATCHDOG = alert({ alertname: 'Watchdog', severity: 'none' });

describe('podwhy alert, over a recording', () => {
  it.each<[string, string, Record<string, string>, RegExp, RegExp]>([
    [
      'KubePodCrashLooping',
      'r-feed-timeline',
      { namespace: 'r-feed', pod: POD, container: 'timeline' },
      /✖ Pod r-feed\/timeline-7dc8c9f7d4-5tcrt is unhealthy/,
      /REDIS_URL/,
    ],
    [
      'KubeDeploymentRolloutStuck',
      'r-feed-timeline',
      { namespace: 'r-feed', deployment: 'timeline' },
      /✖ Deployment r-feed\/timeline is unhealthy/,
      /REDIS_URL/,
    ],
    [
      'KubeJobFailed',
      'r-imports-customer-import',
      { namespace: 'r-imports', job_name: 'customer-import' },
      /✖ Job r-imports\/customer-import is unhealthy/,
      /job|crashes/,
    ],
    [
      'KubeHpaMaxedOut',
      'r-auctions-3-bidder',
      { namespace: 'r-auctions-3', horizontalpodautoscaler: 'bidder' },
      /✖ HorizontalPodAutoscaler r-auctions-3\/bidder is unhealthy/,
      /queue_depth/,
    ],
    ['KubeNodeNotReady', 'r-nodes-view', { node: 'node-f' }, /✖ Node node-f is unhealthy/, /stopped posting/],
  ])('%s is answered with the cause', async (alertname, recording, labels, verdict, cause) => {
    const input = webhook(alert({ alertname, ...labels }), WATCHDOG);
    const { code, out, err } = await podwhy(['alert', '--recording', recordingPath(recording)], { input });
    expect(err).toBe('');
    expect(out.split('\n')[0]).toBe(`Alert ${alertname}, warning, firing since ${SINCE}`);
    expect(out.split('\n')[1]).toMatch(verdict);
    expect(out).toMatch(cause);
    expect(out).toMatch(/^skipped {3}Watchdog: It fires by design/m);
    expect(code).toBe(1);
  });

  it('diagnoses each target once, the most severe first, and exits with the worst', async () => {
    const input = webhook(
      alert({ alertname: 'KubePodNotReady', namespace: 'r-feed', pod: POD, cluster: 'prod' }),
      alert({ alertname: 'Rollout', severity: 'info', namespace: 'r-feed', deployment: 'timeline' }),
      { ...CRASHING, labels: { ...CRASHING.labels, severity: 'critical' } },
      CRASHING,
    );
    const { code, out } = await podwhy(['alert', '-o', 'json', '--recording', FEED], { input });
    const { alerts, dropped, leftOut } = JSON.parse(out);
    expect(alerts).toMatchObject([
      {
        alert: { target: `pod/${POD}`, alertname: 'KubePodCrashLooping', also: ['KubePodNotReady'] },
        report: { verdict: 'unhealthy' },
      },
      {
        alert: { target: 'deployment/timeline', severity: 'info' },
        report: { verdict: 'unhealthy', cluster: `recording ${FEED}` },
      },
    ]);
    expect(alerts[0].report.cost.requests, 'its own').toBeLessThanOrEqual(10);
    expect({ dropped, leftOut, code }).toEqual({ dropped: [], leftOut: 0, code: 1 });
  });

  it('prints the same as YAML, and Markdown in which labels are no markup', async () => {
    const input = webhook(CRASHING, alert({ alertname: '**<!channel>**', job: 'x' }));
    const yaml = await podwhy(['alert', '-o', 'yaml', '--recording', FEED], { input });
    expect(parse(yaml.out)).toMatchObject({
      schema: 'podwhy-alerts/v1',
      alerts: [{ report: { verdict: 'unhealthy' } }],
    });
    const { out } = await podwhy(['alert', '-o', 'markdown', '--recording', FEED], { input });
    expect(out).toMatch(/^\*\*Alert\*\* `KubePodCrashLooping, warning, firing since .*`\n\n## Pod `r-feed/);
    expect(out).toMatch(/^- `\*\*<!channel>\*\*: Its labels name no pod/m);
  });

  it('reads what amtool prints, and exits with 0 where nothing fires but what is ignored', async () => {
    const listed = [
      { ...WATCHDOG, status: { state: 'active', silencedBy: [], inhibitedBy: [] }, fingerprint: 'a1' },
    ];
    expect((await podwhy(['alert'], { input: JSON.stringify(listed) })).code).toBe(0);
    const none = await podwhy(['alert', '-'], { input: '[]' });
    expect(none).toEqual({ code: 0, out: 'There are no alerts.\n', err: '' });
  });

  it('says so where a pod is gone or its container is another, and goes on with the others', async () => {
    const gone = alert({
      alertname: 'Gone',
      severity: 'critical',
      namespace: 'r-feed',
      pod: 'timeline-gone',
    });
    const other = { ...CRASHING, labels: { ...CRASHING.labels, container: 'app' } };
    const { code, out } = await podwhy(['alert', '--recording', FEED], { input: webhook(gone, other) });
    expect(out).toMatch(/^\? pod\/timeline-gone in r-feed\n.*timeline-gone/m);
    expect(out).toMatch(/^✖ Pod r-feed\/timeline-7dc8c9f7d4-5tcrt is unhealthy/m);
    expect(code).toBe(1);
  });

  it('asks for a namespace that no label names, and takes -n for it', async () => {
    const input = webhook(alert({ alertname: 'Own', deployment: 'timeline' }));
    const asked = await podwhy(['alert', '--recording', FEED], { input });
    expect(asked.out).toMatch(/^\? deployment\/timeline\nWhich namespace\? .* Give it with -n\.$/m);
    expect(asked.code).toBe(2);
    const told = await podwhy(['alert', '-n', 'r-feed', '--recording', FEED], { input });
    expect(told.out).toMatch(/^✖ Deployment r-feed\/timeline is unhealthy/m);
    expect(told.code).toBe(1);
  });

  it('exits with 2 for what cannot be looked at, and says how many were left out', async () => {
    const quota = alert({
      alertname: 'KubeQuotaExceeded',
      namespace: 'r-feed',
      resourcequota: 'team',
    });
    const unsupported = await podwhy(['alert', '-o', 'json', '--recording', FEED], { input: webhook(quota) });
    expect(JSON.parse(unsupported.out)).toMatchObject({ alerts: [], dropped: [{ reason: 'unsupported' }] });
    expect(unsupported.code).toBe(2);
    const pods = [1, 2, 3].map((index) =>
      alert({ alertname: 'A', namespace: 'r-feed', pod: `gone-${index}` }),
    );
    const capped = await podwhy(['alert', '--most', '1', '--recording', FEED], { input: webhook(...pods) });
    const noise = Array.from({ length: 30 }, (_, index) => alert({ alertname: `Noise${index}` }));
    const noisy = await podwhy(['alert'], { input: webhook(...noise) });
    expect(noisy.out.match(/Noise/g)).toHaveLength(20);
    expect(noisy.out).toMatch(/^ +10 more alerts that nothing can be looked at for; -o json names them\.$/m);
    expect(capped.out).toMatch(/^skipped {3}2 more of what the alerts name: --most takes more\.$/m);
  });
});

describe('podwhy alert --dry-run', () => {
  const input = webhook(CRASHING, alert({ alertname: 'Own', pod: 'web-1' }), WATCHDOG);

  it('prints the commands that would answer, and asks no cluster', async () => {
    const { code, out } = await podwhy(['alert', '--dry-run', '--kubeconfig', '/nowhere'], { input });
    expect(out).toBe(
      [
        `podwhy why -n r-feed pod/${POD} -c timeline   # KubePodCrashLooping, warning, firing since ${SINCE}, cluster prod`,
        `podwhy why -n NAMESPACE pod/web-1   # Own, warning, firing since ${SINCE}`,
        '# Watchdog: It fires by design and is about no pod or workload.',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  it('asks about a disruption budget itself', async () => {
    const pdb = alert({
      alertname: 'KubePdbNotEnoughHealthyPods',
      namespace: 'shop',
      poddisruptionbudget: 'web',
    });
    const { out } = await podwhy(['alert', '--dry-run'], { input: webhook(pdb) });
    expect(out).toMatch(/^podwhy why -n shop pdb\/web {3}# KubePdbNotEnoughHealthyPods/);
  });

  it('prints the targets as JSON, YAML and Markdown', async () => {
    const json = await podwhy(['alert', '--dry-run', '-o', 'json'], { input });
    expect(JSON.parse(json.out)).toMatchObject({
      targets: [
        { target: `pod/${POD}`, namespace: 'r-feed', cluster: 'prod' },
        { question: expect.any(String) },
      ],
      dropped: [{ alertname: 'Watchdog', reason: 'ignored' }],
      leftOut: 0,
    });
    const yaml = await podwhy(['alert', '--dry-run', '-o', 'yaml'], { input });
    expect(parse(yaml.out)).toEqual(JSON.parse(json.out));
    const markdown = await podwhy(['alert', '--dry-run', '-o', 'markdown'], { input });
    expect(markdown.out).toMatch(
      /^- `podwhy why -n r-feed pod\/timeline-7dc8c9f7d4-5tcrt -c timeline`: `KubePod/,
    );
  });
});

describe('podwhy alert, given something else', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'podwhy-alert-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads a file', async () => {
    const file = join(folder, 'alerts.json');
    await writeFile(file, webhook(CRASHING));
    expect((await podwhy(['alert', file, '--dry-run'])).out).toContain(`pod/${POD}`);
    await writeFile(file, 'x'.repeat(17 * 1024 * 1024));
    expect((await podwhy(['alert', file])).err).toMatch(/^podwhy: .*alerts\.json has more than 16 MiB\.\n$/);
  });

  it('says in words what is wrong, to programs too', async () => {
    const absent = await podwhy(['alert', join(folder, 'absent.json'), '-o', 'json']);
    expect(JSON.parse(absent.out).error.code).toBe('input-unreadable');
    expect(absent.code).toBe(2);
    const broken = await podwhy(['alert', '-o', 'json'], { input: '{"alerts": [{}]}' });
    expect(broken.err).toBe(
      'podwhy: No alerts can be read from the input. alerts[0].labels is not an object with names and values.\n',
    );
    expect(JSON.parse(broken.out).error.code).toBe('alerts-unreadable');
    expect(broken.code).toBe(2);
    const unreachable = await podwhy(['alert', '--kubeconfig', join(folder, 'nowhere')], {
      input: webhook(CRASHING),
    });
    expect(unreachable).toMatchObject({ code: 2, out: '' });
    expect(unreachable.err).toMatch(/^podwhy: /);
  });

  it('is a usage error where the flags are wrong', async () => {
    expect((await podwhy(['alert', '--most', '0'])).code).toBe(64);
    expect((await podwhy(['alert', '--timeout', 'soon'])).code).toBe(64);
    const help = await podwhy(['alert', '--help']);
    expect(help.out).toContain('amtool alert query -o json | podwhy alert');
  });

  it('lets nothing of a label do anything on a terminal, and hides its secrets', async () => {
    const nasty = '\u001b]0;owned\u0007\u001b[2J\u202eevil\nroot# ';
    const secret = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
    const alerts = [
      {
        ...CRASHING,
        labels: { ...CRASHING.labels, alertname: `A${nasty}`, severity: `${nasty}`, cluster: `c ${secret}` },
      },
      alert({ alertname: `B${nasty}`, pod: nasty }),
      alert({ alertname: 'C', namespace: 'r-feed', pod: secret }),
      alert({ alertname: 'D', namespace: 'r-feed', pod: `${'y'.repeat(60)} ${secret}` }),
      alert({ alertname: `${'x'.repeat(1_010)} ${secret}`, namespace: 'r-feed', resourcequota: 'x' }),
    ];
    for (const format of ['text', 'json', 'yaml', 'markdown']) {
      for (const flags of [['--dry-run'], ['--recording', FEED]]) {
        const { out, err } = await podwhy(['alert', '-o', format, ...flags], { input: webhook(...alerts) });
        expect(`${out}${err}`, format).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
        expect(out, format).not.toContain(secret.slice(4, 12));
        if (format === 'text') expect(out).not.toMatch(/^root#/m);
      }
    }
  });
});
