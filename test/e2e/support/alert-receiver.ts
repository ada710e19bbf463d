import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** What Alertmanager says in one webhook. */
export interface Webhook {
  readonly status: 'firing' | 'resolved';
  readonly groupKey: string;
  readonly externalURL: string;
  readonly alerts: readonly {
    readonly status: 'firing' | 'resolved';
    readonly labels: Readonly<Record<string, string>>;
    readonly fingerprint: string;
  }[];
}

/** A server that webhooks are sent to, and that does nothing but to remember them. */
export interface AlertReceiver {
  readonly url: string;
  readonly webhooks: readonly Webhook[];
  /** `Authorization` headers, one a webhook. */
  readonly tokens: readonly (string | undefined)[];
  /** Waits until what came fits. */
  until(fits: (webhooks: readonly Webhook[]) => boolean): Promise<void>;
  /** Answers with this status from now on. */
  answerWith(status: number): void;
  close(): Promise<void>;
}

const PATIENCE_MS = 15_000;

export async function startAlertReceiver(): Promise<AlertReceiver> {
  const webhooks: Webhook[] = [];
  const tokens: (string | undefined)[] = [];
  let status = 202;
  const server = createServer(async (request, response) => {
    webhooks.push(JSON.parse(await text(request)));
    tokens.push(request.headers.authorization);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/alertmanager`,
    webhooks,
    tokens,
    async until(fits) {
      for (const end = Date.now() + PATIENCE_MS; !fits(webhooks); await sleep(20))
        if (Date.now() > end) throw new Error(`other webhooks came: ${JSON.stringify(webhooks, null, 1)}`);
    },
    answerWith: (code) => {
      status = code;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
