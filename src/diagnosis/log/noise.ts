import type { Piece } from './pieces.ts';

/** Consequences: a line that only says that it ends, or that something that it depends on did. */
const CONSEQUENCE =
  /\b(?:giv(?:ing|en) up|exit(?:ing|ed|s)?|quit(?:ting)?|shutting down|shut ?down|stopp(?:ed|ing)|terminat(?:ed|ing)|abort(?:ed|ing)|bye|(?:can(?:no|')t|could not|unable to|failed to|failure to|refus(?:ed|ing) to) (?:start|boot|run|launch|continue)\b|(?:startup|start-up|boot|run|application run|bootstrap|initiali[sz]ation|command|server|service|process) failed|did not exit normally|server ended|errored out|ELIFECYCLE|lifecycle script|A complete log of this run|command failed|unable to load application|failed to load command|failed with exit code|returned a non-zero|did not answer|unreachable$)/i;
const TOOL =
  /^(?:npm (?:ERR!|error)|error Command failed|ERR_PNPM|make(?:\[\d+\])?: \*\*\* |tar: (?:Child returned|Error is not recoverable|Exiting with failure)|Aborted|\/docker-entrypoint)/;

/** `refusing to start: …` goes on with the reason. */
const REASON = /^[^:]{0,40}: \S.{12}/;

export function isConsequence({ text, line }: Piece): boolean {
  if (TOOL.test(line)) return true;
  const found = CONSEQUENCE.exec(text);
  return found !== null && !REASON.test(text.slice(found.index + found[0].length));
}

const SHUTDOWN =
  /\b(?:SIGTERM|SIGINT|shutdown|shutting|stopp(?:ing|ed)|clos(?:ing|ed)|drain(?:ing|ed)|final|flush(?:ing|ed)|exit(?:ing|ed)?|terminat\w*|cleanup|cleaning|destroy(?:ing|ed)?|disconnect\w*|unregister\w*|bye|deregister\w*|releas(?:ing|ed)|dispos\w+|teardown|graceful\w*)\b|shutdownhook/i;
const RETRY =
  /\b(?:retry(?:ing)?|retries|attempt(?:s|ing)?|back(?:ing)?[ -]?off|reconnect(?:ing)?|will try again|waiting for|still waiting)\b/i;

/** Indented lines, rulers and `key : value` belong to what was said before. */
const NO_EVENT = /^\s|^\W{3}|^[A-Z][\w ]{0,20}\s*: \S/;

/** A line that a healthy program writes while it gets on with its work. */
export function isProgress(piece: Piece): boolean {
  if (piece.text === '' || NO_EVENT.test(piece.text)) return false;
  if (piece.level === 'error' || piece.level === 'fatal') return false;
  return !isShutdown(piece) && !isRetry(piece.text) && !isConsequence(piece);
}

export function isShutdown(piece: Piece): boolean {
  return SHUTDOWN.test(piece.line.slice(0, 400));
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
  /\b(?:(?:re-?)?connected|connection (?:established|ok|restored|ready|successful|succeeded)|recovered|succeeded|successful(?:ly)?|is (?:now )?(?:up|ready|available|reachable)|back online|resumed|ready|listening|accepting connections|started|serving|dial ok)\b/i;
const NOT_RECOVERED =
  /\b(?:not|never|no longer|no (?:\w+ ){1,3}(?:available|reachable|ready|connected)|disconnected|unsuccessful|fail\w*|error)\b/i;

/** Says that what failed before works now. */
export function isRecovery(piece: Piece): boolean {
  if (piece.level === 'error' || piece.level === 'fatal' || piece.level === 'warning') return false;
  return RECOVERED.test(piece.text) && !NOT_RECOVERED.test(piece.text);
}

/** Postgres' own log: what a process other than the server itself (PID 1) was refused; FATAL ends that session only. */
const SESSION = /\[(?!1\])\d{1,7}\] (?:\S{1,120} )?(?:FATAL|ERROR): {2}/;
const REQUEST =
  /\b(?:from|to) client\b|\brequest[_-]?id\b|\bclient: [\d.:a-f]+,|"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD) \/\S* (?:HTTP\/|\d{3}\b)|\b(?:path|uri|url|route)="?\/|\bHTTP\/[12](?:\.[01])?"? [45]\d\d\b/i;

/** An error of one request: the server answers it and goes on. */
export function isOneRequest(piece: Piece): boolean {
  return REQUEST.test(piece.line.slice(0, 1000));
}

export function isOneSession(piece: Piece): boolean {
  return SESSION.test(piece.line.slice(0, 1000));
}

/** Talk about errors that isn't one. */
const HARMLESS =
  /\b(?:no|0|zero|without(?: any)?|any|ignor\w+|if an?|on|handle|handling) (?:\w+ ){0,2}(?:errors?|failures?|failed|exceptions?|warnings?)\b|\b(?:errors?|failures?|failed|exceptions?)["']?\s?[=:]\s?["']?(?:0\b|none\b|null\b|nil\b|false\b|<nil>|\[\]|""|'')|\b(?:error|exception|failure|panic)[ _-]?(?:handl\w+|report\w+|pages?|log\w*|rates?|threshold|budget|count\w*|track\w+|recovery|detect\w+|middleware|template\w*)\b|\bdeprecat\w+/i;

export function isHarmless(text: string): boolean {
  return HARMLESS.test(text);
}
