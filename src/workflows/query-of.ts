import type { Ask } from '../asks.ts';
import type { TargetQuery } from '../ports.ts';

/** An ask's target as the cluster resolves it. */
export function queryOf({ target, selector, namespace }: Ask): TargetQuery {
  return {
    ...(target === undefined ? {} : { text: target }),
    ...(selector === undefined ? {} : { selector }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}
