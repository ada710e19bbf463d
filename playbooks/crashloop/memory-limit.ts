import { fromObject, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { LimitRange } from '../../src/diagnosis/objects/workload.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { formatQuantity, parseQuantity } from '../../src/diagnosis/quantity.ts';
import { heapFlag } from './heap-flag.ts';

export interface MemoryLimit {
  /** As it is written: `64Mi`; undefined where nothing limits the container. */
  readonly limit: string | undefined;
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

const MIB = 2 ** 20;

/** What limits a container's memory, who set that limit, and what counts towards it. */
export function memoryLimit(view: View<'limit-ranges'>, container: Container): MemoryLimit {
  const own = container.resources?.limits?.memory;
  const limit = own ?? view.pod.spec?.resources?.limits?.memory;
  const request = container.resources?.requests?.memory ?? view.pod.spec?.resources?.requests?.memory;
  const range = own === undefined ? undefined : filledIn(view, container.name, own);
  const bytes = parseQuantity(limit);
  const heap = heapFlag(container);
  const params: Params = {
    limit,
    request,
    podLimit: own === undefined ? limit : undefined,
    suggested: bytes ? nextLimit(bytes) : undefined,
    defaulted: range?.by,
    memoryVolumes: memoryVolumes(view, container),
    heapFlag: heap?.text,
    heap: heap && formatQuantity('memory', heap.bytes),
    heapTooLarge: heap && bytes && heap.bytes > 0.8 * bytes ? heap.text : undefined,
    heapRoom:
      heap && bytes && heap.bytes <= 0.8 * bytes ? formatQuantity('memory', bytes - heap.bytes) : undefined,
    heapSuggested: bytes ? formatQuantity('memory', Math.floor((bytes * 0.75) / MIB) * MIB) : undefined,
  };
  const text = `limits.memory: ${limit ?? 'none'}, requests.memory: ${request ?? 'none'}`;
  const spec = fromSpec(view.podName, 'resources', text, container.name);
  return { limit, params, evidence: range ? [spec, range.evidence] : [spec] };
}

/** Twice as much, in whole steps of 16Mi: enough to tell a tight limit from a leak. */
function nextLimit(bytes: number): string {
  return formatQuantity('memory', Math.ceil((bytes * 2) / (16 * MIB)) * 16 * MIB);
}

const ANNOTATION = 'kubernetes.io/limit-ranger';

interface FilledIn {
  readonly by: string;
  readonly evidence: Evidence;
}

/**
 * The LimitRange that gave the container its limit. The admission plugin says in an annotation for which containers it
 * filled one in: plugin/pkg/admission/limitranger.
 */
function filledIn(view: View<'limit-ranges'>, container: string, limit: string): FilledIn | undefined {
  const said = view.pod.metadata?.annotations?.[ANNOTATION] ?? '';
  const part = said
    .split(';')
    .find((one) => /\bmemory\b.* limit for (?:init )?container (\S+)$/.exec(one.trim())?.[1] === container);
  if (part === undefined) return undefined;
  const name = rangeWith(view, limit)?.metadata?.name;
  return name === undefined
    ? {
        by: 'of the namespace',
        evidence: fromObject('Pod', view.podName, `metadata.annotations.${ANNOTATION}`, said),
      }
    : { by: name, evidence: fromObject('LimitRange', name, 'spec.limits.default.memory', limit) };
}

function rangeWith(view: View<'limit-ranges'>, limit: string): LimitRange | undefined {
  const ranges = view.get({ section: 'limit-ranges', namespace: view.namespace });
  if (ranges.status !== 'ok') return undefined;
  const fits = ranges.value.find((range) =>
    range.spec?.limits?.some((one) => one.type === 'Container' && one.default?.memory === limit),
  );
  return fits ?? (ranges.value.length === 1 ? ranges.value[0] : undefined);
}

/** The volumes in memory that the container mounts: their files count as its memory. */
function memoryVolumes(view: View, container: Container): readonly string[] {
  const mounted = new Set((container.volumeMounts ?? []).map((mount) => mount.name));
  return (view.pod.spec?.volumes ?? [])
    .filter((volume) => volume.emptyDir?.medium === 'Memory' && mounted.has(volume.name))
    .map((volume) => volume.name);
}
