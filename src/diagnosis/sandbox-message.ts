type SandboxFailure =
  | 'network-plugin-failed'
  | 'addresses-exhausted'
  | 'pause-image-unavailable'
  | 'runtime-class-missing'
  | 'sandbox-failed';

/** Why a pod's sandbox could not be made. */
export interface SandboxError {
  readonly failure: SandboxFailure;
  /** The network plugin that failed, by its type: `calico`, `aws-cni`. */
  readonly plugin?: string;
  /** The range that has no address left. */
  readonly range?: string;
  /** The pause image. */
  readonly image?: string;
  /** A RuntimeClass that does not exist. */
  readonly runtimeClass?: string;
  /** A handler that the node's runtime is not set up for. */
  readonly handler?: string;
  /** A kernel parameter that could not be set: `net.core.somaxconn`. */
  readonly sysctl?: string;
  readonly problem?: SandboxProblem;
  /** The last clause, without the chain of wrappers. */
  readonly clause: string;
}

/** Known shapes of `sandbox-failed`. */
type SandboxProblem = 'sysctl' | 'cgroup' | 'name-reserved' | 'memory' | 'processes' | 'disk' | 'slow';

/** First match wins: a plugin that has no address left also reads `plugin … failed (add)`. Groups are what is named. */
const PATTERNS: readonly (readonly [SandboxFailure, RegExp, SandboxProblem?])[] = [
  [
    'runtime-class-missing',
    /no runtime for "(?<handler>[^"]{1,200})" is configured|failed to find runtime handler (?<handler2>\S{1,200})|RuntimeHandler "(?<handler3>[^"]{1,200})" not supported/,
  ],
  [
    'runtime-class-missing',
    /runtimeclass(?:es)?(?:\.node\.k8s\.io)? "(?<runtimeClass>[^"]{1,200})" not found/i,
  ],
  [
    'addresses-exhausted',
    /no IP addresses available in (?:range set|network|range):? ?(?<range>[\d.:a-f/-]{3,100})?|failed to assign an IP address|no (?:more )?(?:free|available) (?:IP|address)|no more (?:available )?IPs?\b|range is full|address pool .{0,60}exhausted|(?:IPs?|addresses) (?:are |is )?exhausted|InsufficientFreeAddresses|No available addresses|Out of IP/i,
  ],
  [
    'addresses-exhausted',
    // Whereabouts, Azure's CNS; Calico: of the pools, of its node, of a host's blocks.
    /Could not allocate IP in range: ip: (?<range>[\da-f.:]{2,50} \/ - [\da-f.:]{2,50})|not enough IPs available for|No more free affine blocks|IPAM allocated only 0\b|per host block limit/i,
  ],
  [
    'pause-image-unavailable',
    /failed to get sandbox image "(?<image>[^"]{1,300})"|(?:failed to pull|failed pulling|unable to pull)(?: and unpack)? (?:pause |sandbox )?image "?(?<image2>[^"\s]{0,250}pause[^"\s:]{0,50}(?::[\w.-]{1,100})?)|initializing source docker:\/\/(?<image3>\S{0,250}pause\S{0,100}?): /,
  ],
  [
    'sandbox-failed',
    /(?:write(?: to)?|open|sysctl)\s+["`']?\/proc\/sys\/(?<sysctl>[\w./-]{1,200})|sysctl "?(?<sysctl2>[a-z]+\.[\w./-]{1,200})"? (?:is|not)/,
    'sysctl',
  ],
  // A full disk also keeps plugins from writing down their addresses.
  ['sandbox-failed', /no space left on device/i, 'disk'],
  ['network-plugin-failed', /plugin type="?(?<plugin>[\w.-]{1,100})"?/],
  ['network-plugin-failed', /failed to find plugin "(?<plugin>[^"]{1,100})"/],
  ['network-plugin-failed', /\/(?<plugin>flannel|calico|cilium)\//],
  ['network-plugin-failed', /to CNI network "(?<plugin>[^"]{1,100})"/],
  [
    'network-plugin-failed',
    /cni plugin not initialized|cni config uninitialized|network is not ready|NetworkReady=false|NetworkPluginNotReady|failed to set ?up (?:network|pod)|CNI network|\bcni\b|network namespace/i,
  ],
  ['sandbox-failed', /OOM-killed|memory limit too low|minimum memory limit/i, 'memory'],
  [
    'sandbox-failed',
    /resource temporarily unavailable|cannot allocate memory|too many open files/i,
    'processes',
  ],
  ['sandbox-failed', /cgroup/i, 'cgroup'],
  [
    'sandbox-failed',
    /\bis reserved\b|failed to reserve sandbox name|name .{0,300}already in use/i,
    'name-reserved',
  ],
  ['sandbox-failed', /context deadline exceeded|DeadlineExceeded|operation timeout/i, 'slow'],
];

/** Wrappers of the kubelet and the runtimes before the telling words. */
const WRAPPERS =
  /^(?:Failed to create pod sandbox: |Failed create pod sandbox: |rpc error: code = \w+ desc = |failed to create (?:pod )?sandbox(?: for pod "[^"]{0,300}")?: |failed to start sandbox(?: container)?(?: (?:task )?"?\w{0,80}"?(?: for pod "[^"]{0,300}")?)?: |failed to create containerd (?:task|container): |failed to create shim(?: task)?: |failed to setup network for sandbox "\w{0,80}": |OCI runtime (?:create failed|error): |runc create failed: |unable to start container process: |error during container init: |container_linux\.go:\d+: |starting container process caused: |failed to get sandbox runtime: |network is not ready: |crun: )/;

/** Reads an event `FailedCreatePodSandBox` or `NetworkNotReady`. */
export function readSandboxMessage(message: string): SandboxError {
  const text = message.slice(0, 4000).replaceAll('\\"', '"').trim();
  const clause = telling(text);
  for (const [failure, pattern, problem] of PATTERNS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const { sysctl, ...named } = groupsOf(match);
    return {
      failure,
      ...named,
      ...(sysctl === undefined ? {} : { sysctl: sysctl.replaceAll('/', '.') }),
      ...(problem === undefined ? {} : { problem }),
      clause,
    };
  }
  return { failure: 'sandbox-failed', clause };
}

/** Bounded: every turn shortens the text. */
function telling(message: string): string {
  let text = message;
  for (let match = WRAPPERS.exec(text); match; match = WRAPPERS.exec(text))
    text = text.slice(match[0].length);
  return text.replace(/: unknown$/, '').slice(0, 500);
}

/** Named groups under their names without the digits that tell alternatives apart. */
function groupsOf({ groups = {} }: RegExpExecArray): Readonly<Record<string, string>> {
  const named = Object.entries(groups) as [string, string | undefined][];
  return Object.fromEntries(
    named.flatMap(([name, value]) => (value === undefined ? [] : [[name.replace(/\d$/, ''), value]])),
  );
}
