import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRoute } from '../../http-route.ts';
import { readAlerts } from '../read-alerts.ts';
import { type Answer, refusal, send } from './answer.ts';
import { authoriseSender } from './authorise-sender.ts';
import { placeQuery } from './place-query.ts';
import { type BodyLimits, readBody } from './read-body.ts';
import { signedByPagerDuty } from './signed-by-pager-duty.ts';
import { takeIn } from './take-in.ts';
import type { WebhookOptions } from './webhook-options.ts';

type Answering = (request: IncomingMessage, options: WebhookOptions) => Promise<Answer>;

const LIMITS: BodyLimits = { bytes: 2 * 1024 * 1024, ms: 10_000 };
const NO_SECRET = 'This address takes no events yet: set PAGERDUTY_SIGNING_SECRET for podwhy.';

/** Where alerts come in. Nothing is asked of a cluster here: they are put into the queue and answered at once. The handlers never reject. */
export function alertRoutes(options: WebhookOptions): readonly HttpRoute[] {
  return [
    route('/webhooks/alertmanager', answerAlerts, options),
    route('/webhooks/pagerduty', answerPagerDuty, options),
  ];
}

function route(path: string, answering: Answering, options: WebhookOptions): HttpRoute {
  const { clock, logger, count } = options;
  async function handler(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const begun = clock.now();
    const answer = await answering(request, options).catch((error: unknown) => {
      logger.error('alerts.failed', { path, ...placeOf(error) });
      return refusal(500, 'Something went wrong here: the log says where.');
    });
    const { code, body } = answer;
    count({ name: 'request', route: path, code, ms: clock.now() - begun });
    if (code >= 400) logger.warn('alerts.refused', { path, code, problem: body.error });
    await send(request, response, answer);
  }
  return { path, method: 'POST', handler };
}

/** Alertmanager's webhook, Grafana's, and whatever else has labels. */
async function answerAlerts(request: IncomingMessage, options: WebhookOptions): Promise<Answer> {
  const refused = authoriseSender(request.headers.authorization, options.authorization);
  if (refused) return refused;
  const place = placeQuery(request.url ?? '');
  if ('refused' in place) return place.refused;
  const body = await readBody(request, { ...LIMITS, ...options.limits });
  if ('refused' in body) return body.refused;
  const read = readAlerts(textOf(body.bytes));
  return read.status === 'read' ? takeIn(read.group, place, options) : refusal(400, read.problem);
}

/** PagerDuty gives up on an address that refuses its events: what is signed is welcome, with labels or without. */
async function answerPagerDuty(request: IncomingMessage, options: WebhookOptions): Promise<Answer> {
  const { pagerDutySecret, count } = options;
  if (pagerDutySecret === undefined) return refusal(404, NO_SECRET);
  const place = placeQuery(request.url ?? '');
  if ('refused' in place) return place.refused;
  const header = request.headers['x-pagerduty-signature'];
  if (header === undefined) return refusal(401, 'There is no X-PagerDuty-Signature.');
  const body = await readBody(request, { ...LIMITS, ...options.limits });
  if ('refused' in body) return body.refused;
  if (!signedByPagerDuty([header].flat().join(','), body.bytes, pagerDutySecret))
    return refusal(401, 'The signature is not that of the body: check PAGERDUTY_SIGNING_SECRET.');
  const read = readAlerts(textOf(body.bytes));
  if (read.status === 'read') return takeIn(read.group, place, options);
  count({ name: 'dropped', reason: 'unreadable' });
  return { code: 202, body: { accepted: 0, dropped: [], note: read.problem } };
}

/** Lenient: a broken character in a text must not cost the answer. */
function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes);
}

/** Without the error's message: it may quote the payload. */
function placeOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { problem: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { problem: error.name, frames: frames.slice(0, 10).map((line) => line.trim()) };
}
