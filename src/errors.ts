/** Everything that can go wrong with us, as opposed to findings, which are about the user's pod. */
export type ErrorCode =
  | 'no-kubeconfig'
  | 'kubeconfig-unreadable'
  | 'context-unknown'
  | 'credential-plugin-failed'
  | 'cluster-unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'throttled'
  | 'timeout'
  | 'api-error'
  | 'target-invalid'
  | 'target-unsupported'
  | 'recording-unreadable'
  | 'input-unreadable'
  | 'port-taken'
  | 'usage'
  | 'config-invalid'
  | 'queue-unavailable'
  | 'slack-unavailable'
  | 'slack-not-in-channel'
  | 'slack-rejected'
  | 'denied';

/** Codes where the same request may succeed a moment later. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'cluster-unreachable',
  'throttled',
  'timeout',
  'api-error',
  'queue-unavailable',
  'slack-unavailable',
]);

/** An error for a person: `userMessage` states the fact first, then the next step. */
export class BotError extends Error {
  readonly code: ErrorCode;
  /** Safe to show as it stands; one or two sentences. */
  readonly userMessage: string;
  readonly retryable: boolean;

  constructor(code: ErrorCode, userMessage: string, options?: ErrorOptions) {
    super(`${code}: ${userMessage}`, options);
    this.name = 'BotError';
    this.code = code;
    this.userMessage = userMessage;
    this.retryable = RETRYABLE.has(code);
  }
}
