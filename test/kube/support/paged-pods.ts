import nock from 'nock';
import { answerError } from '../../../src/replay/answer.ts';
import { pageOf } from '../../../src/replay/paging.ts';
import type { KubeObject } from '../../../src/replay/recording.ts';
import { pod } from './objects.ts';
import { SERVER } from './scratch.ts';

/** `pod-000`, `pod-001`, … */
export function manyPods(count: number): KubeObject[] {
  return Array.from({ length: count }, (_, index) => pod(`pod-${String(index).padStart(3, '0')}`));
}

/** A list of pods that changes, and whose continue tokens expire. */
export interface PagedPods {
  /** In the order of their names. */
  pods: readonly KubeObject[];
  /** The `continue` of every request that came, '' of one without. */
  readonly asked: readonly string[];
  /** All tokens given so far are too old from now on; that expiry says how to go on, unless it is `mute`. */
  expire(how?: 'mute'): void;
}

/** Serves them behind nock, in the words of the API server. */
export function servePods(pods: readonly KubeObject[]): PagedPods {
  const asked: string[] = [];
  let version = 1;
  let isMute = false;
  const served: PagedPods = {
    pods,
    asked,
    expire: (how) => {
      version += 1;
      isMute = how === 'mute';
    },
  };
  nock(SERVER)
    .persist()
    .get('/api/v1/pods')
    .query(true)
    .reply(({ url }: Request) => {
      const query = new URL(url).searchParams;
      asked.push(query.get('continue') ?? '');
      try {
        const { items, continue: token } = pageOf(served.pods, query, { now: version, first: version });
        return [200, { kind: 'PodList', metadata: { continue: token }, items }];
      } catch (error) {
        const answer = answerError(error);
        if (answer.kind !== 'json') throw error;
        return [answer.code, { ...(answer.body as object), ...(isMute ? { metadata: {} } : {}) }];
      }
    });
  return served;
}
