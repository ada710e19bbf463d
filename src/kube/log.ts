import type { Collected, LogLine, Read } from '../diagnosis/snapshot.ts';
import type { ApiClient } from './api-client.ts';
import { collected } from './collected.ts';
import type { HttpReply } from './transport.ts';

const LINES = 500;
const MOST_LINES = 5_000;
/**
 * `limitBytes` cuts the end of what `tailLines` chose, so it must never bite: runtimes split lines at 16 KiB, which
 * bounds each of them with its timestamp. What is kept of that are the newest bytes.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/logs/logs.go
 */
const SENT_BYTES_OF_LINE = 16 * 1024 + 64;
const KEPT_BYTES = 1024 * 1024;

/** What a kubelet writes, as a 200, in place of a log that is gone. */
const NO_LOG = /^(unable to retrieve container logs for |failed to try resolving symlinks in path )/;
const STAMPED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) ?(.*)$/s;

/** The newest lines of one run of a container. */
export async function readLog(api: ApiClient, ask: Read<'log'>): Promise<Collected<readonly LogLine[]>> {
  const lines = Math.min(ask.lines ?? LINES, MOST_LINES);
  const fetched = await api.raw(
    {
      group: '',
      version: 'v1',
      resource: 'pods',
      namespace: ask.namespace,
      name: ask.pod,
      subresource: 'log',
      query: {
        container: ask.container,
        previous: ask.previous || undefined,
        tailLines: lines,
        sinceSeconds: ask.sinceSeconds,
        limitBytes: Math.max(1, lines) * SENT_BYTES_OF_LINE,
        timestamps: true,
      },
    },
    { bytes: KEPT_BYTES, beyond: 'drop-oldest' },
  );
  if (fetched.status !== 'ok') return collected(fetched);
  const parsed = parseLog(fetched.value);
  const [only] = parsed;
  if (parsed.length === 1 && only && only.time === undefined && NO_LOG.test(only.text)) {
    return { status: 'unavailable', reason: 'not-found', message: only.text };
  }
  return { status: 'ok', value: parsed };
}

/** Lines with their times; a line that lost its beginning or its end to a limit is left out. */
export function parseLog(reply: Pick<HttpReply, 'body' | 'cutOff' | 'shortened'>): readonly LogLine[] {
  const texts = reply.body.toString('utf8').split('\n');
  const last = texts.pop() ?? '';
  const lines = texts.slice(reply.shortened ? 1 : 0).map(parseLine);
  if (reply.cutOff !== undefined) {
    // The newest lines are the ones that are lost: whoever reads this must know.
    return [...lines, { text: `[the log broke off here: ${reply.cutOff}]` }];
  }
  return last === '' ? lines : [...lines, parseLine(last)];
}

function parseLine(text: string): LogLine {
  const whole = text.replace(/\r$/, '');
  const stamped = STAMPED.exec(whole);
  return stamped ? { time: stamped[1] ?? '', text: stamped[2] ?? '' } : { text: whole };
}
