import { pullAttempts } from './pull-attempts.ts';
import { type PullEndpoint, pullEndpoint, pullStatus } from './pull-endpoint.ts';
import { unwrapPullMessage } from './pull-message.ts';
import {
  ANSWER_RULES,
  CODES,
  kindOfStatus,
  matchRule,
  NETWORK_RULES,
  NODE_RULES,
  type PullErrorKind,
  REASONS,
} from './pull-rules.ts';

export type { PullErrorKind } from './pull-rules.ts';

export interface PullError extends PullEndpoint {
  readonly kind: PullErrorKind;
  /** The decisive words, without the wrappers of kubelet, runtime and client around them. */
  readonly text: string;
  /** The registry's HTTP status. */
  readonly status?: number;
  /** What mirrors answered that were asked before the registry, without their wrappers. */
  readonly mirrors?: readonly string[];
  /** True where the runtime failed to say whether the image is on the node: no registry was asked. */
  readonly inspecting?: true;
}

/**
 * Reads the error of an image pull out of a container's `waiting.message` or an event's message, whichever runtime
 * wrote it. `reason` is the waiting state's. Undefined where the message holds no error, as
 * `Back-off pulling image "x"` of older kubelets.
 */
export function parsePullError(message: string, image = '', reason = ''): PullError | undefined {
  const { errors, mirrors } = pullAttempts(message);
  const parsed = errors.flatMap((error) => parseOne(error, message, image, reason) ?? []);
  // The credentials that got in tell more than those that were turned away.
  const error = parsed.find(({ kind }) => kind !== 'access-denied') ?? parsed[0];
  if (error === undefined || mirrors.length === 0) return error;
  return { ...error, mirrors: mirrors.map(unwrapMirror) };
}

function parseOne(error: string, message: string, image: string, reason: string): PullError | undefined {
  const { text, code } = unwrapPullMessage(error);
  const known = knownReason(message, reason);
  const ofReason = REASONS.get(known);
  if (text === '') return ofReason && { kind: ofReason, text: known };
  const status = pullStatus(text);
  const endpoint = pullEndpoint(text);
  const inspecting =
    reason === 'ImageInspectError' || /ImageInspectError: |^Failed to inspect /.test(message);
  const words = withoutNames(text, image);
  const kind = inspecting
    ? matchRule(NODE_RULES, words)
    : (matchRule(NODE_RULES, words) ??
      kindOfStatus(status, text) ??
      (endpoint.proxyAnswer === undefined ? undefined : 'registry-unreachable') ??
      matchRule(NETWORK_RULES, words) ??
      ofReason ??
      matchRule(ANSWER_RULES, words) ??
      CODES.get(code));
  return {
    kind: kind ?? 'pull-failed',
    text,
    ...endpoint,
    ...(status === undefined ? {} : { status }),
    ...(inspecting ? { inspecting } : {}),
  };
}

/** The kubelet's own classification: the waiting reason, or the one that a later back-off quotes. */
function knownReason(message: string, reason: string): string {
  return /\b(RegistryUnavailable|SignatureValidationFailed): /.exec(message)?.[1] ?? reason;
}

/** An image or a path called `denied` is not a refusal. */
function withoutNames(text: string, image: string): string {
  const plain = text.replace(/https?:\/\/[^\s"]+/g, '');
  if (image === '') return plain;
  // A bare word (`registry`) may be one of the runtime's own.
  const names = /[/:@]/.test(image) ? [image] : [`/${image}:`, `"${image}"`];
  return names.reduce((words, name) => words.replaceAll(name, ''), plain);
}

/** `mirror.example/app:1: reading manifest 1 in mirror.example/app: denied` → `mirror.example/app:1: denied`. */
function unwrapMirror(mirror: string): string {
  const [name = '', ...rest] = mirror.split(': ');
  return `${name}: ${unwrapPullMessage(rest.join(': ')).text}`;
}
