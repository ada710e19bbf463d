/** What has no space left, as far as the words of a failed mount tell. */
export type FullDisk = 'volume' | 'node' | 'unknown';

const FULL = /no space left on device|disk quota exceeded/i;
/** Written once it is mounted, whatever the path. */
const IN_MOUNTED = /applyFSGroup failed|disk quota exceeded|failed to (?:resize|expand)/i;
const PATH = /\/(?:pods|plugins)\/[^\s"':]{1,700}/;
/**
 * Below the directory at which a volume is mounted: `pods/<uid>/volumes/kubernetes.io~csi/<volume>/mount`, where a CSI
 * driver stages it `plugins/…/globalmount`, of a plugin inside Kubernetes without `mount`. Making that directory
 * itself takes space on the node's own disk.
 */
const INSIDE =
  /(?:\/volumes\/kubernetes\.io~csi\/[^/]+\/mount|\/globalmount|\/volumes\/(?!kubernetes\.io~csi\/)[^/]+\/[^/]+)\/[^/]/;

/** Undefined where the words don't speak of space. */
export function fullDisk(clause: string): FullDisk | undefined {
  if (!FULL.test(clause)) return undefined;
  if (IN_MOUNTED.test(clause)) return 'volume';
  const path = PATH.exec(clause)?.[0];
  if (path === undefined) return 'unknown';
  return INSIDE.test(path) ? 'volume' : 'node';
}
