import { announces, isAnnounced } from './announced.ts';
import { isWithinMessage } from './message-lines.ts';
import type { Piece } from './pieces.ts';

/** Texts that belong together: a message with its stack trace and the chain of its causes. */
export interface Block {
  readonly pieces: readonly Piece[];
  /** The pieces that may say something: neither frames nor source lines. */
  readonly said: readonly Piece[];
}

const TRACEBACK = /Traceback \(most recent call last\):$/;
/** Node prints where it threw, the source line and a caret before the error itself. */
const SOURCE = /^(?:\/|node:|file:)\S{1,300}:\d+$/;
const CHAINED = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const GOROUTINE = /^goroutine \d+ (?:gp=\S+ )?(?:m=\S+ )?(?:mp=\S+ )?\[/;
const PANICKED = /^(?:thread '[^']{0,80}'(?: \(\d+\))? panicked at )[^']{1,300}:\d+:\d+:$/;
const CONTINUED =
  /^(?:\s+\S|Caused by:(?: |$)|Suppressed: |\[signal SIG|created by |note: run with |stack backtrace:|Stack trace:|#\d+ |- \/|Require stack:|[}\]]|\d+: 0x|Next [\w\\]+|(?:\[\d+\] )?(?:DETAIL|HINT|CONTEXT|STATEMENT): |-{20}|(?:SQL State|Error Code|Message|Location|Line|Statement) {1,8}: |Message: {2}|Location:(?:$| \S+:\d+$)|CallStack \(from |Key: '|[\w-]{1,40}: (?:detail|hint): |\('\/[^']{1,200}' Line \d+ Pos |\S{1,300}:\d+:in ['`][^'`]{0,200}'$)/;
/** Apache names the place on a line of its own, the reason on the next. */
const PLACED = /\bon line \d+ of \S{1,300}:$/;
const FRAME =
  /^\s+at (?!\[Source)\S|^\s*\.\.\. \d+ (?:more|common frames)|^\s+File "|^\s+from \S+:\d|^#\d+ |^\s+#\d+ |^\s+\d+: |^goroutine |^\t\S+:\d+ \+0x|^\s*[~^|\s]+$|^- \/|^Require stack:|^note: run with |^stack backtrace:|^\s+-{3} End of|^CallStack \(from |^\s+\S+, called at \S+:\d+|^\S{1,300}:\d+:in ['`][^'`]{0,200}'$/;
/** Rust's anyhow and eyre: the chain stands below, numbered when it is longer than one. */
const CAUSES = /^(?:Caused by|Error):$/;
/** Rust's eyre names the place below a blank line. */
const LOCATION = /^Location:$/;
const CAUSE = /^\s+\d+: (?!0x)/;
const EXCEPTION_ONLY = /^[\w.$]{3,160}(?:Exception|Error|Throwable)(?:: |$)/;
/** Vault's client: what was asked, the status and a list of errors, blank lines between. */
const ANSWERS = /Error making API request\.$|^URL: [A-Z]{3,7} https?:|^Code: \d{3}\. Errors:$/;
const ANSWER = /^URL: [A-Z]{3,7} https?:|^Code: \d{3}\. Errors:$|^\* \S/;
/** Groups the pieces in one pass. */
export function groupBlocks(pieces: readonly Piece[]): readonly Block[] {
  const blocks: { pieces: Piece[]; said: Piece[] }[] = [];
  let inside: Inside;
  for (const [at, piece] of pieces.entries()) {
    let block = blocks.at(-1);
    if (!block || !(isInside(inside, piece) || piece.part > 0 || continues(pieces, at))) {
      block = { pieces: [], said: [] };
      blocks.push(block);
    }
    block.pieces.push(piece);
    const within = isInside(inside, piece) ? inside : undefined;
    if (says(piece.text, within)) block.said.push(piece);
    inside = showsSource(pieces, at) ? 'source' : nextState(within, piece.text);
  }
  return blocks;
}

function showsSource(pieces: readonly Piece[], at: number): boolean {
  return SOURCE.test(pieces[at]?.text ?? '') && /^\s*[\^~]+$/.test(pieces[at + 2]?.text ?? '');
}

/** A line that a logger wrote ends what came before it. */
function isInside(inside: Inside, piece: Piece): boolean {
  // a server that caught a panic goes on right below the frames
  if (inside === 'goroutine' && piece.part === 0 && piece.text !== piece.line) return false;
  return inside !== undefined && piece.level === 'none';
}

type Inside = 'traceback' | 'goroutine' | 'panic' | 'source' | 'caret' | 'causes' | undefined;

function nextState(inside: Inside, text: string): Inside {
  if (TRACEBACK.test(text)) return 'traceback';
  if (GOROUTINE.test(text)) return 'goroutine';
  if (PANICKED.test(text)) return 'panic';
  if (CAUSES.test(text) || (inside === 'causes' && /^\s/.test(text))) return 'causes';
  if (inside === 'source') return 'caret';
  // a traceback ends with the exception, the first line that isn't indented; a goroutine's frames with a blank line
  if (inside === 'traceback') return /^\s|^$/.test(text) ? 'traceback' : undefined;
  return inside === 'goroutine' && text !== '' ? 'goroutine' : undefined;
}

function continues(pieces: readonly Piece[], at: number): boolean {
  const { text, level } = pieces[at] as Piece;
  const above = pieces[at - 1] as Piece;
  // loggers write the exception on its own line below the message, some with a blank line between
  if (TRACEBACK.test(text)) return isHeader(above) || CHAINED.test(pieces[at - 2]?.text ?? '');
  if (CONTINUED.test(text) || PLACED.test(above.text)) return level === 'none';
  // place, source line, caret, a blank line, and then the error
  if (level === 'none' && (showsSource(pieces, at - 3) || showsSource(pieces, at - 4))) return true;
  if (isWithinMessage(pieces, at)) return true;
  if (text === '') return goesOnAfterBlank(pieces, at) || (announces(above) && isAnnounced(pieces, at + 1));
  if (isAnnounced(pieces, at)) return true;
  if (ANSWER.test(text)) return ANSWERS.test((above.text === '' ? pieces[at - 2] : above)?.text ?? '');
  if (CHAINED.test(text) || GOROUTINE.test(text)) return true;
  return EXCEPTION_ONLY.test(text) && isHeader(above.text === '' ? pieces[at - 2] : above);
}

function isHeader(piece: Piece | undefined): boolean {
  if (piece?.level === 'error' || piece?.level === 'fatal') return true;
  return piece?.level === 'warning' && /exception|error|fail|unable|could not|cannot/i.test(piece.text);
}

function goesOnAfterBlank(pieces: readonly Piece[], at: number): boolean {
  const above = pieces[at - 1] as Piece;
  const next = pieces[at + 1];
  if (!next) return false;
  if (CHAINED.test(above.text) || (ANSWERS.test(above.text) && ANSWER.test(next.text))) return true;
  if ([CHAINED, GOROUTINE, FRAME, CAUSES, LOCATION].some((begin) => begin.test(next.text))) return true;
  return (
    (EXCEPTION_ONLY.test(next.text) && isHeader(above)) ||
    (/^\s+\S/.test(next.text) && / \([A-Z]\w*(?:::\w+)*\)$/.test(above.text))
  );
}

/** A line of a stack trace. */
export function isFrame({ text }: Piece): boolean {
  return FRAME.test(text);
}

/** Frames and the source lines between them say nothing by themselves. */
function says(text: string, inside: Inside): boolean {
  if (inside === 'causes' && CAUSE.test(text)) return true;
  if (text === '' || FRAME.test(text) || CHAINED.test(text)) return false;
  return inside !== 'goroutine' && inside !== 'source' && !(inside === 'traceback' && /^\s/.test(text));
}
