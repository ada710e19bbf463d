import { splitCounts } from '../scheduling-message.ts';

/** Why the cluster autoscaler adds no node for a pod: each reason with the number of node groups it holds for. */
export interface ScaleUpRefusal {
  readonly reasons: readonly { readonly text: string; readonly groups?: number }[];
  /** A limit of the autoscaler or its cloud stands in the way, not the pod's own wishes. */
  readonly limited: boolean;
}

const LIMITS = /max (?:node group size|total nodes|cluster)|limit|backoff|quota|not ready for scale/i;

/** Reads `pod didn't trigger scale-up: 2 max node group size reached, 1 node(s) had …`. */
export function parseScaleUpRefusal(message: string): ScaleUpRefusal {
  const body =
    /scale-up[^:]*: ?(.*)$/s.exec(message)?.[1] ?? message.replace(/^Failed to schedule pod, /, '');
  const reasons = splitCounts(body.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, groups, text = part] = /^(\d+) (\S.*)$/s.exec(part) ?? [];
      return groups === undefined ? { text } : { text, groups: Number(groups) };
    });
  return { reasons, limited: reasons.some((reason) => LIMITS.test(reason.text)) };
}

/** Node groups of `pod triggered scale-up: [{workers 3->4 (max: 10)}]`; of Karpenter's `Nominated` the node claim. */
export function scaleUpGroups(message: string): readonly string[] {
  const groups = [...message.matchAll(/\{([^{}\s]+) \d+->\d+/g)].map((match) => match[1] as string);
  if (groups.length > 0) return groups;
  const claim = /(?:nodeclaim|node|machine)\/(\S+?)[,.]?(?:\s|$)/.exec(message)?.[1];
  return claim === undefined ? [] : [claim];
}
