import { describe, expect, it, onTestFinished } from 'vitest';
import { MADE_AT } from '../../src/replay/made-cluster/made-cluster.ts';
import { madeOwner } from '../../src/replay/made-cluster/made-owner.ts';
import { type AlertReceiver, startAlertReceiver, type Webhook } from './support/alert-receiver.ts';
import {
  type Alertmanager,
  type AlertmanagerOptions,
  noAlertmanager,
  startAlertmanager,
} from './support/alertmanager.ts';
import { alert, podAlerts } from './support/made-alerts.ts';

const TOKEN = 'token-of-the-harness';

async function receiver(): Promise<AlertReceiver> {
  const started = await startAlertReceiver();
  onTestFinished(() => started.close());
  return started;
}

async function alertmanager(
  { url }: AlertReceiver,
  options: Partial<AlertmanagerOptions> = {},
): Promise<Alertmanager> {
  const started = await startAlertmanager({ url, token: TOKEN, ...options });
  onTestFinished(() => started.stop());
  return started;
}

function fingerprints(webhooks: readonly Webhook[], status: 'firing' | 'resolved'): ReadonlySet<string> {
  const alerts = webhooks.flatMap((webhook) => webhook.alerts);
  return new Set(alerts.filter((one) => one.status === status).map(({ fingerprint }) => fingerprint));
}

function names(webhooks: readonly Webhook[]): readonly string[] {
  return [...new Set(webhooks.flatMap(({ alerts }) => alerts.map(({ labels }) => `${labels.alertname}`)))];
}

const owner = madeOwner('shop', 'web', { pods: 40, way: 'out-of-memory' });
const crashing = podAlerts(owner, MADE_AT);

describe.skipIf(noAlertmanager)(`a real Alertmanager with our sample ${noAlertmanager ?? ''}`, () => {
  it('sends the alerts of forty pods in one webhook, with our token', async () => {
    const to = await receiver();
    const sender = await alertmanager(to);
    await sender.post(crashing);
    await to.until((all) => fingerprints(all, 'firing').size === 40);
    expect(to.webhooks).toHaveLength(1);
    expect(to.webhooks[0]).toMatchObject({ status: 'firing', externalURL: sender.url });
    expect(to.tokens).toEqual([`Bearer ${TOKEN}`]);
    expect(await sender.alerts()).toHaveLength(40);
  });

  it('sends a group again when an alert joins it, and when the interval is over', async () => {
    const to = await receiver();
    const sender = await alertmanager(to, { groupInterval: '200ms', repeatInterval: '400ms' });
    await sender.post(crashing.slice(0, 3));
    await to.until((all) => all.length >= 2);
    await sender.post(crashing.slice(3, 4));
    await to.until((all) => fingerprints(all, 'firing').size === 4);
    expect(new Set(to.webhooks.map(({ groupKey }) => groupKey)).size).toBe(1);
  });

  it('tells what is resolved, beside what fires on', async () => {
    const to = await receiver();
    const sender = await alertmanager(to);
    await sender.post(crashing.slice(0, 5));
    await to.until((all) => fingerprints(all, 'firing').size === 5);
    await sender.resolve(crashing.slice(0, 3));
    await to.until((all) => fingerprints(all, 'resolved').size === 3);
    expect(to.webhooks.at(-1)).toMatchObject({ status: 'firing' });
    await sender.resolve(crashing.slice(3, 5));
    await to.until((all) => fingerprints(all, 'resolved').size === 5);
    expect(to.webhooks.at(-1)).toMatchObject({ status: 'resolved' });
  });

  it('keeps warnings to itself that something critical explains, and the Watchdog', async () => {
    const to = await receiver();
    const sender = await alertmanager(to, { groupWait: '500ms' });
    const labels = { namespace: 'shop', deployment: 'web' };
    await sender.post([
      alert('KubeDeploymentReplicasMismatch', { ...labels, severity: 'critical' }),
      alert('KubeDeploymentReplicasMismatch', labels),
      alert('Watchdog', { severity: 'none' }),
      alert('InfoInhibitor', { namespace: 'idle', severity: 'none' }),
      alert('CPUThrottlingHigh', { namespace: 'idle', pod: 'web-1', severity: 'info' }),
      alert('KubePodNotReady', { namespace: 'other', pod: 'web-1' }),
    ]);
    await to.until((all) => names(all).includes('KubePodNotReady') && names(all).length > 1);
    const severities = to.webhooks.flatMap(({ alerts }) =>
      alerts.map(({ labels: { severity } }) => severity),
    );
    expect(names(to.webhooks).toSorted()).toEqual(['KubeDeploymentReplicasMismatch', 'KubePodNotReady']);
    expect(severities.toSorted()).toEqual(['critical', 'warning']);
    const held = (await sender.alerts()).filter(({ status }) => status.inhibitedBy.length > 0);
    expect(held.map(({ labels: { alertname } }) => alertname).toSorted()).toEqual([
      'CPUThrottlingHigh',
      'KubeDeploymentReplicasMismatch',
    ]);
  });

  it('is silent about what it was told to be silent about, by its API and by amtool', async () => {
    const to = await receiver();
    const sender = await alertmanager(to);
    const [first, second, third] = crashing.map(({ labels }) => labels.pod ?? '');
    await sender.silence({ pod: first ?? '' });
    await sender.shell(
      `amtool --alertmanager.url=${sender.url} silence add pod='${second}' --duration=1h --author=test --comment=test`,
    );
    await sender.post(crashing.slice(0, 3));
    await to.until((all) => all.length > 0);
    expect(to.webhooks.flatMap(({ alerts }) => alerts.map(({ labels }) => labels.pod))).toEqual([third]);
    expect((await sender.alerts()).filter(({ status }) => status.state === 'suppressed')).toHaveLength(2);
  });

  it('is two senders without gossip, with the same fingerprints and the same group', async () => {
    const to = await receiver();
    const pair = await Promise.all([alertmanager(to), alertmanager(to)]);
    await Promise.all(pair.map((one) => one.post(crashing)));
    await to.until((all) => all.length >= 2);
    expect(new Set(to.webhooks.map(({ externalURL }) => externalURL)).size).toBe(2);
    expect(new Set(to.webhooks.map(({ groupKey }) => groupKey)).size).toBe(1);
    expect(fingerprints(to.webhooks, 'firing').size).toBe(40);
  });

  it('is one sender with gossip', async () => {
    const to = await receiver();
    const first = await alertmanager(to, { peers: true });
    const second = await alertmanager(to, { peers: [first] });
    await Promise.all([first, second].map((one) => one.post(crashing)));
    await to.until((all) => all.length > 0);
    // The second waits for the first for 2 seconds; had it heard nothing, it would send by itself then.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(to.webhooks).toHaveLength(1);
  });

  it('sends once more what was not taken', async () => {
    const to = await receiver();
    const sender = await alertmanager(to);
    to.answerWith(503);
    await sender.post(crashing.slice(0, 1));
    await to.until((all) => all.length >= 2);
    to.answerWith(202);
    expect(fingerprints(to.webhooks, 'firing').size).toBe(1);
  });

  it('shows its log where it does not start', async () => {
    const to = await receiver();
    await expect(alertmanager(to, { groupWait: 'soon' })).rejects.toThrow(
      /not ready:.*not a valid duration/s,
    );
  });
});
