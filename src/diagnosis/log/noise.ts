import type { Piece } from './pieces.ts';

/** Consequences: a line that only says that it ends, or that something that it depends on did. */
const CONSEQUENCE =
  /\b(?:g(?:iv(?:ing|en)|ave) up|exit(?:ing|ed|s)?|quit(?:ting)?|shutting down|shut ?down|stopp(?:ed|ing)|terminat(?:ed|ing)|abort(?:ed|ing)|bye|(?:can(?:no|')t|could not|unable to|failed to|failure to|refus(?:ed|ing) to) (?:start|boot|run|launch|continue|proceed|serve|open)\b|(?:startup|start-up|boot|run|application run|bootstrap|initiali[sz]ation|command|server|service|process) failed|did not exit normally|server ended|errored out|ELIFECYCLE|lifecycle script|A complete log of this run|command failed|unable to load application|failed to load command|failed with exit code|returned a non-zero|did not answer|unreachable$|abort$)/i;
const TOOL =
  /^(?:npm (?:ERR!|error)|error Command failed|ERR_PNPM|make(?:\[\d+\])?: \*\*\* |tar: (?:Child returned|Error is not recoverable|Exiting with failure)|Aborted|\/docker-entrypoint)/;

/** What else fails once a program has begun to end. */
const AFTERMATH =
  /\bafter (?:the )?(?:stop sequence|shutdown) (?:was |has )?(?:engaged|begun|started)\b|\bentered (?:FATAL|BACKOFF) state\b/i;
export function isAftermath({ text }: Piece): boolean {
  return AFTERMATH.test(text);
}

/** `refusing to start: …` goes on with the reason. */
const REASON = /^[^:]{0,40}: \S.{12}/;

export function isConsequence({ text, line }: Piece): boolean {
  if (TOOL.test(line)) return true;
  const found = CONSEQUENCE.exec(text);
  return found !== null && !REASON.test(text.slice(found.index + found[0].length));
}

const SHUTDOWN =
  /\b(?:SIGTERM|SIGINT|shutdown|shutting|stopp(?:ing|ed)|clos(?:ing|ed)|drain(?:ing|ed)|final|flush(?:ing|ed)|exit(?:ing|ed)?|terminat\w*|cleanup|cleaning|destroy(?:ing|ed)?|unregister\w*|bye|deregister\w*|releas(?:ing|ed)|dispos\w+|teardown|graceful\w*)\b|shutdownhook/i;
const RETRY =
  /\b(?:retry(?:ing)?|retries|attempt(?:s|ing)?|back(?:ing)?[ -]?off|reconnect(?:ing)?|will try again|waiting for|still waiting)\b/i;

/** Indented lines, rulers and `key : value` belong to what was said before. */
const NO_EVENT = /^\s|^\W{3}|^[A-Z][\w ]{0,20}\s*: \S/;

/** A line that a healthy program writes while it gets on with its work. */
export function isProgress(piece: Piece): boolean {
  if (piece.text === '' || NO_EVENT.test(piece.text)) return false;
  if (piece.level === 'error' || piece.level === 'fatal') return false;
  return !isShutdown(piece) && !isParting(piece) && !isRetry(piece.text) && !isConsequence(piece);
}

export function isShutdown(piece: Piece): boolean {
  return SHUTDOWN.test(piece.line.slice(0, 400));
}

/** Clients lose a connection on their way down, but while they try to connect as well. */
function isParting({ line }: Piece): boolean {
  return /\bdisconnect\w*/i.test(line.slice(0, 400));
}

const SIGNALLED =
  /\b(?:received|caught|got|handling)(?: an?)?(?: signal:?)? ["']?(?:SIG(?:TERM|INT|QUIT)\b|15\b|terminated\b|interrupt\b|shutdown signal\b)|\bSIG(?:TERM|INT|QUIT)\b(?: signal)?,? (?:received|caught)\b/i;

/** Somebody else told the program to end: what fails from then on isn't why it ended. */
export function isSignalled(piece: Piece): boolean {
  return SIGNALLED.test(piece.line.slice(0, 400));
}

export function isRetry(text: string): boolean {
  return RETRY.test(text);
}

const RECOVERED =
  /\b(?:(?:re-?)?connected|connection (?:established|ok|restored|ready|successful|succeeded)|recovered|succeeded|successful(?:ly)?|is (?:now )?(?:up|ready|available|reachable)|back online|resumed|discovered group coordinator|partitions assigned|successfully acquired|ready|listening|accepting connections|started|serving|dial ok)\b/i;
const FINISHED = /\b(?:done|finished|completed?)(?: successfully)?[.!]?$/i;
const NOT_RECOVERED =
  /\b(?:not|never|no longer|no (?:\w+ ){1,3}(?:available|reachable|ready|connected)|disconnected|unsuccessful|fail\w*|error)\b/i;

/** Says that what failed before works now. */
export function isRecovery(piece: Piece): boolean {
  if (piece.level === 'error' || piece.level === 'fatal' || piece.level === 'warning') return false;
  if (NOT_RECOVERED.test(piece.text)) return false;
  return RECOVERED.test(piece.text);
}

/** Says that the work is done: of a run that ended well, all of it. */
export function isFinished(piece: Piece): boolean {
  return piece.level === 'info' && FINISHED.test(piece.text) && !isShutdown(piece);
}

/**
 * Postgres' own log: what a process other than the server itself (PID 1) was refused; FATAL ends that session only.
 * What a standby receives from its primary is no session.
 */
const SESSION =
  /\[(?!1\])\d{1,7}\] (?:\S{1,120} )?(?:FATAL|ERROR): {2}(?!could not (?:receive data from WAL|connect to the primary))/;
const REQUEST =
  /\b(?:from|to) client\b|\brequest[_-]?id\b|\bclient: [\d.:a-f]+,|"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD) \/\S* (?:HTTP\/|\d{3}\b)|\b(?:path|uri|url|route)(?:="?|":\s?")\/|"method":\s?"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)"|\bHTTP\/[12](?:\.[01])?"? [45]\d\d\b/i;

/** Servers catch the panic of one request's goroutine and go on. */
const CAUGHT_PANIC = /\bpanic serving \S+: |\[Recovery\].{0,60}panic recovered|\[PANIC RECOVER\]/;

export function isCaughtPanic({ line }: Piece): boolean {
  return CAUGHT_PANIC.test(line.slice(0, 400));
}

/** An error of one request: the server answers it and goes on. */
export function isOneRequest(piece: Piece): boolean {
  return REQUEST.test(piece.line.slice(0, 1000));
}

export function isOneSession(piece: Piece): boolean {
  return SESSION.test(piece.line.slice(0, 1000));
}

/** Clients that send traces, metrics and error reports: programs go on without them. */
const TELEMETRY =
  /\b(?:otel|otlp|opentelemetry|open-telemetry|zipkin|jaeger|statsd|dogstatsd|ddtrace|datadog|newrelic|new relic|sentry|elastic-?apm|apm-server|telemetry|pushgateway|span ?exporter|(?:export|send|flush|report)(?:ing|ed)? (?:\w+ ){0,2}(?:spans?|traces?|metrics|telemetry))\b/i;

export function isTelemetry({ line }: Piece): boolean {
  return TELEMETRY.test(line.slice(0, 1000));
}

const SPARED =
  /\b(?:optional|skipp(?:ed|ing)|ignor(?:ed|ing)|fall(?:ing|s)? back|using (?:the )?(?:built-in )?defaults?|continuing|proceeding (?:without|anyway)|non-?fatal|not (?:fatal|critical)|disabled|best[ -]effort)\b/i;

/** The program says itself that it can do without. */
export function isSpared({ text }: Piece): boolean {
  return SPARED.test(text);
}

/** Talk about errors that isn't one, and the commands that a shell shows before it runs them. */
const HARMLESS =
  /^\+{1,4} |\b(?:no|0|zero|without(?: any)?|any|ignor\w+|if an?|on|handle|handling) (?:\w+ ){0,2}(?:errors?|failures?|failed|exceptions?|warnings?)\b|\b(?:errors?|failures?|failed|exceptions?)["']?\s?[=:]\s?["']?(?:0\b|none\b|null\b|nil\b|false\b|<nil>|\[\]|""|'')|\b(?:error|exception|failure|panic)[ _-]?(?:handl\w+|report\w+|pages?|log\w*|rates?|threshold|budget|count\w*|track\w+|recovery|detect\w+|middleware|template\w*)\b|\bdeprecat\w+/i;

export function isHarmless(text: string): boolean {
  return HARMLESS.test(text);
}
