/** What the Job controller says of the rule that ended a Job. */
export interface PolicyMatch {
  readonly pod: string;
  /** The rule's place in `spec.podFailurePolicy.rules`, from 0. */
  readonly rule: number;
  readonly action: string;
  /** The container's name and how it ended, where the rule is about exit codes. */
  readonly container?: string;
  readonly exitCode?: number;
  /** The pod's condition, where the rule is about those. */
  readonly condition?: string;
}

/** https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/job/pod_failure_policy.go */
const MATCH =
  /^(?:Container (?<container>\S+) for pod (?:[^\s/]+\/)?(?<podA>\S+) failed with exit code (?<exitCode>-?\d+)|Pod (?:[^\s/]+\/)?(?<podB>\S+) has condition (?<condition>\S+)) matching (?<action>\S+) rule at index (?<rule>\d+)/;

/** Reads the message of a Job's condition whose reason is PodFailurePolicy. */
export function readPolicyMatch(message: string): PolicyMatch | undefined {
  const { container, podA, podB, exitCode, condition, action, rule } = MATCH.exec(message)?.groups ?? {};
  const pod = podA ?? podB;
  if (pod === undefined || action === undefined) return undefined;
  const about = container === undefined ? {} : { container, exitCode: Number(exitCode) };
  return { pod, rule: Number(rule), action, ...about, ...(condition === undefined ? {} : { condition }) };
}
