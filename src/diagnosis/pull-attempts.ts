/** The errors that one message holds, each as if it stood alone. */
export interface PullAttempts {
  /** One for each set of credentials that the kubelet tried. */
  readonly errors: readonly string[];
  /** What the mirrors answered that were asked before: `mirror.example/app:1: reading manifest …`. */
  readonly mirrors: readonly string[];
}

const MIRRORS = '(Mirrors also failed: ';

/**
 * Takes apart what the kubelet joins (`[rpc error: …, rpc error: …]`, one for each pull secret that fits the registry)
 * and what CRI-O puts before the registry's own error
 * (https://github.com/containers/image/blob/main/docker/docker_image_src.go).
 */
export function pullAttempts(message: string): PullAttempts {
  const list = /\[(rpc error: code = .*)\]\s*$/s.exec(message)?.[1];
  const { rest, mirrors } = withoutMirrors(message);
  return { errors: list?.split(/, (?=rpc error: code = )/) ?? [rest], mirrors };
}

function withoutMirrors(message: string): { rest: string; mirrors: readonly string[] } {
  const start = message.indexOf(MIRRORS);
  const end = message.lastIndexOf(']): ');
  if (start < 0 || end < start) return { rest: message, mirrors: [] };
  const mirrors = message
    .slice(start + MIRRORS.length, end)
    .split(/\]\s*\[/)
    .map((mirror) => mirror.replace(/^\[/, ''));
  // The registry's own error begins with the reference once more.
  const own = message.slice(end + ']): '.length).replace(/^\S+: /, '');
  return { rest: message.slice(0, start) + own, mirrors };
}
