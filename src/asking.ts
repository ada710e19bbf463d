import { visibleNamespaces, withoutHidden } from './access/visible.ts';
import type { AskJob, Reply } from './asks.ts';
import { clusterOf } from './clusters.ts';
import type { IncidentStore } from './incident-ports.ts';
import { linkInTime } from './link-in-time.ts';
import type { RunningWorker } from './queue/running-worker.ts';
import type { Store } from './queue/store.ts';
import { startWorker, type WorkerOptions } from './queue/worker.ts';
import type { Shared } from './shared.ts';
import { answerAsk } from './workflows/answer-ask.ts';
import type { AskedDigestDeps } from './workflows/digests/answer-digest.ts';
import { withoutOwnThread } from './workflows/link-incident.ts';

/** Answers what people ask: what a worker does. */
export function createAskWorker(
  store: Store,
  shared: Shared,
  incidents: IncidentStore,
  digests: AskedDigestDeps,
  timing: WorkerOptions['timing'],
): RunningWorker {
  const { config, clock, logger, delivery, observer } = shared;
  const { limits } = config;
  return startWorker(store, {
    run: async (job, progress, signal) => {
      const result = await answerAsk(job.ask, {
        cluster: clusterOf(shared.clusters, job.ask.cluster),
        playbooks: await shared.playbooks(),
        clock,
        signal,
        askedAt: job.askedAt,
        logs: config.logs,
        watch: config.watch,
        digests,
        ...(observer ? { observer } : {}),
        progress(step) {
          observer?.onStep(step);
          progress(step);
        },
      });
      return linkInTime(result, { incidents, messenger: shared.messenger, logger });
    },
    async deliver(job, reply) {
      const shown = await shownTo(job, reply, shared);
      await delivery.deliver(job, shown, { more: isWatching(shown) });
    },
    progress: (jobs, steps) => delivery.progress(jobs, steps),
    concurrency: limits.runs,
    clusterLimit: limits.runsOnOneCluster,
    channelRate: { perSecond: limits.answersPerSecond, burst: limits.answersAtOnce },
    ...(timing === undefined ? {} : { timing }),
    logger,
    clock,
    metrics: shared.metrics.countAsk,
  });
}

async function shownTo(
  { asker, ask, replyTo }: AskJob,
  reply: Reply,
  { access, membershipsOf }: Shared,
): Promise<Reply> {
  const who = { asker, memberships: await membershipsOf(asker.user) };
  return withoutOwnThread(withoutHidden(reply, visibleNamespaces(access, who, ask)), replyTo);
}

function isWatching(reply: Reply): boolean {
  return reply.kind === 'report' && reply.watch === 'watching';
}
