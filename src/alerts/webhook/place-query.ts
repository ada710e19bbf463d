import { isLabelName } from '../object-name.ts';
import { type Answer, refusal } from './answer.ts';

/** Where alerts are from that do not say it themselves: `?cluster=prod&namespace=shop` in a webhook's address. */
export interface PlaceQuery {
  readonly cluster?: string;
  readonly namespace?: string;
}

/** Names of kubeconfig contexts, such as an ARN. */
const CLUSTER = /^[\w.:/@+-]{1,253}$/;

export function placeQuery(url: string): PlaceQuery | { readonly refused: Answer } {
  const start = url.indexOf('?');
  const query = new URLSearchParams(start < 0 ? '' : url.slice(start));
  const namespace = query.get('namespace') || undefined;
  const cluster = query.get('cluster') || undefined;
  if (namespace !== undefined && !isLabelName(namespace))
    return { refused: refusal(400, 'The namespace in the address cannot be one.') };
  if (cluster !== undefined && !CLUSTER.test(cluster))
    return { refused: refusal(400, 'The cluster in the address cannot be the name of one.') };
  return { ...(namespace ? { namespace } : {}), ...(cluster ? { cluster } : {}) };
}
