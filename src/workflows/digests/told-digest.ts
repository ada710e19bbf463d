import type { IncidentLink, ToldDigest } from '../../asks.ts';
import { chartPoints } from '../../digests/chart-points.ts';
import type { Digest, DigestItem } from '../../digests/digest.ts';
import { placeOf } from '../../digests/digest-summary.ts';
import { incidentOf } from '../link-incident.ts';
import type { DigestDeps } from './digest-deps.ts';
import type { TakenDigest } from './take-digest.ts';

/** Items whose incidents are looked for, the worst first: each may cost a question to Slack. */
const MOST_LINKS = 20;

/** A digest with what goes with it: the threads of its incidents, and the picture of the last ones. Never throws for these. */
export async function toldDigest(
  { digest, earlier }: TakenDigest,
  { id, timeZone }: { readonly id: string; readonly timeZone: string },
  deps: DigestDeps,
): Promise<ToldDigest> {
  const [incidents, chart] = await Promise.all([
    incidentsOf(digest, deps),
    deps.draw(chartPoints([digest, ...earlier]), { title: `Unhealthy pods, ${placeOf(digest)}`, timeZone }),
  ]);
  return { digest, id, incidents, ...(chart ? { chart } : {}) };
}

async function incidentsOf(
  { items, scope: { cluster } }: Digest,
  deps: DigestDeps,
): Promise<Readonly<Record<string, IncidentLink>>> {
  const links = await Promise.all(items.slice(0, MOST_LINKS).map((item) => linkOf(item, cluster, deps)));
  return Object.fromEntries(
    items.flatMap(({ key }, index) => {
      const link = links[index];
      return link ? [[key, link]] : [];
    }),
  );
}

async function linkOf(
  { namespace, kind, name, cause }: DigestItem,
  cluster: string,
  deps: DigestDeps,
): Promise<IncidentLink | undefined> {
  try {
    return await incidentOf({ cluster, namespace, kind, name }, [cause], deps);
  } catch (error) {
    deps.logger.info('digest.not-linked', { problem: String(error) });
    return undefined;
  }
}
