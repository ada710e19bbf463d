import type { KubeObject, Recording } from '../replay/recording.ts';

/**
 * Recordings of the folder that are served together: some of every family of causes, and what is well. With the made part
 * there are as many namespaces as App Home looks at.
 */
export const RECORDED_SCENES: readonly string[] = [
  'r-auctions-bidder',
  'r-bookings-search',
  'r-booking-bff',
  'r-payroll-calc',
  'r-feed-timeline',
  'r-menu-menu-api',
  'r-billing-invoices',
  'r-sensors-collector',
  'r-data-2-compact',
  'r-cards-2-issuer',
  'r-archive-tape',
  'r-logs-shipper',
  'r-tuning-lb',
  'r-menus-prices',
  'r-identity-sessions',
  'r-backup-snapshotter',
  'r-docs-docs-site',
  'r-cart-cart-proxy',
  'r-ok-2-redis',
];

/** RFC 3339 as the API and the kubelet's logs write it; a fraction of a second stays as it is. */
const TIME = /(?<!\d)(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z/g;

/**
 * The recording as if it had been made at another time: what was five minutes ago then is five minutes ago now, so that
 * recordings of different hours make one cluster, and alerts of today fit it. Its namespace loses what tells recordings
 * apart; of other namespaces a recording has only scraps, which are left out.
 */
export function asOf(recording: Recording, now: number): Recording {
  const { namespace } = recording;
  const late = now - Date.parse(recording.takenAt);
  const objects = recording.objects.filter((object) => belongsTo(object, namespace));
  const name = namespace.replace(/^r-|-\d+$/g, '');
  const text = JSON.stringify({ ...recording, objects })
    .replace(new RegExp(`\\b${namespace}\\b`, 'g'), name)
    .replace(TIME, (_, time: string, fraction = '') => {
      const moved = new Date(Date.parse(`${time}Z`) + late).toISOString();
      return `${moved.slice(0, 19)}${fraction}Z`;
    });
  return JSON.parse(text);
}

/** Its own, or the cluster's. */
function belongsTo({ kind, metadata }: KubeObject, namespace: string): boolean {
  if (kind === 'Namespace') return metadata.name === namespace;
  return metadata.namespace === undefined || metadata.namespace === namespace;
}
