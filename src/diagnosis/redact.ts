import { redactAssignments } from './redact/assignments.ts';
import { redactCommands } from './redact/commands.ts';
import { redactObjectWith } from './redact/object.ts';
import { hideOwn, type OwnPatterns, type PatternProblem, readPatterns } from './redact/own-patterns.ts';
import { redactPrivateKeys } from './redact/pem.ts';
import { redactTokens } from './redact/tokens.ts';
import { redactUrls } from './redact/urls.ts';

export { REDACTED } from './redact/marker.ts';
export { isSecretName } from './redact/secret-name.ts';

/**
 * Hides secrets in free text: log lines, events, commands, annotations. What tells which kind it was stays
 * (`password=[redacted]`, `postgres://app:[redacted]@db:5432/shop`). Redacting twice changes nothing more.
 */
export function redact(text: string): string {
  const once = redactOnce(text);
  // What one step hides can bring to light a pair for another; a second look settles it.
  return once === text ? text : redactOnce(once);
}

function redactOnce(text: string): string {
  return redactAssignments(redactCommands(redactTokens(redactUrls(redactPrivateKeys(text)))));
}

/** A redactor with the user's own patterns, and those of them that can't be used. */
export interface Redactor {
  readonly redact: (text: string) => string;
  readonly problems: readonly PatternProblem[];
}

/** `redact` and then the user's own patterns. Patterns that are no good are reported and left out. */
export function makeRedactor(options: OwnPatterns = {}): Redactor {
  const { patterns, problems } = readPatterns(options);
  return { redact: (text) => hideOwn(redact(text), patterns), problems };
}

/** A whole Kubernetes object as it may be written to a file; keeps every name, hides every value that could be secret. */
export function redactObject(object: unknown): unknown {
  return redactObjectWith(object, redact);
}
