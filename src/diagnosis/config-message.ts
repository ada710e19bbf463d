export type ConfigKind = 'ConfigMap' | 'Secret';

/** Why the kubelet could not put a container's configuration together. */
export type ConfigProblem =
  | { readonly problem: 'object-missing'; readonly kind: ConfigKind; readonly name: string }
  | {
      readonly problem: 'key-missing';
      readonly kind: ConfigKind;
      readonly key: string;
      /** Absent in what is said of a volume. */
      readonly name?: string;
    }
  /** `user`: the image's, where it has a name; `root` where the image or the pod names user 0. */
  | { readonly problem: 'runs-as-root'; readonly user?: string; readonly by: 'image' | 'pod' }
  /** `variable`: named by subPathExpr and not set; `volume`: whose path could not be made. */
  | {
      readonly problem: 'sub-path-invalid';
      readonly variable?: string;
      readonly volume?: string;
      readonly path?: string;
    }
  /** It passes by itself. */
  | { readonly problem: 'passing' };

type Reader = (match: RegExpExecArray) => ConfigProblem;

/**
 * The kubelet's texts, the same from 1.20 to 1.36
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/kubelet/kubelet_pods.go, `makeEnvironmentVariables`, `makeMounts`;
 * pkg/kubelet/kuberuntime/security_context.go, `verifyRunAsNonRoot`).
 */
const TEXTS: readonly (readonly [RegExp, Reader])[] = [
  [
    /services have not yet been read|failed to sync \w+ cache|object "[^"]{0,300}"\/"[^"]{0,300}" not registered|node requested token bound to a pod scheduled on a different node/,
    () => ({ problem: 'passing' }),
  ],
  [
    /\b(configmap|secret)s? "([^"]{1,300})" not found/i,
    ([, kind, name]) => ({ problem: 'object-missing', kind: kindOf(kind), name: String(name) }),
  ],
  [
    /couldn't find key (.{1,300}?) in (ConfigMap|Secret) [^/\s]{1,300}\/(\S{1,300})/i,
    ([, key, kind, name]) => ({
      problem: 'key-missing',
      kind: kindOf(kind),
      name: String(name),
      key: String(key),
    }),
  ],
  [
    /references non-existent (config|secret) key: ([^\s,\]]{1,300})/,
    ([, kind, key]) => ({ problem: 'key-missing', kind: kindOf(kind), key: String(key) }),
  ],
  [
    /image has non-numeric user \(([^)]{1,200})\)/,
    ([, user]) => ({ problem: 'runs-as-root', by: 'image', user: String(user) }),
  ],
  [/runAsNonRoot and image will run as root/, () => ({ problem: 'runs-as-root', by: 'image', user: 'root' })],
  [/runAsUser breaks non-root policy/, () => ({ problem: 'runs-as-root', by: 'pod', user: 'root' })],
  [
    /^(?:Error: )?missing value for (\S{1,300})/,
    ([, variable]) => ({ problem: 'sub-path-invalid', variable: String(variable) }),
  ],
  [
    /failed to (?:create subPath directory|prepare subPath) for volumeMount "([^"]{1,300})"/,
    ([, volume]) => ({ problem: 'sub-path-invalid', volume: String(volume) }),
  ],
  [/SubPath `([^`]{1,500})`/i, ([, path]) => ({ problem: 'sub-path-invalid', path: String(path) })],
];

/** Reads a waiting message, the text of an event `Failed`, or what is said of a volume's mount. */
export function readConfigMessage(message: string): ConfigProblem | undefined {
  const text = message.slice(0, 4000);
  for (const [pattern, reader] of TEXTS) {
    const match = pattern.exec(text);
    if (match) return reader(match);
  }
  return undefined;
}

/** All that is said at once: a projected volume lists what each of its sources lacks. */
export function readConfigMessages(message: string): readonly ConfigProblem[] {
  const list = /^\[(.*)\]$/s.exec(message.slice(0, 4000).trim())?.[1];
  const parts = list === undefined ? [message] : list.split(/, (?=references |configmap|secret|object )/);
  return parts.flatMap((part) => readConfigMessage(part) ?? []);
}

function kindOf(word = ''): ConfigKind {
  return /^conf/i.test(word) ? 'ConfigMap' : 'Secret';
}
