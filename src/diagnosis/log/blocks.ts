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
  /^(?:\s+\S|Caused by:(?: |$)|Suppressed: |\[signal SIG|created by |note: run with |stack backtrace:|Stack trace:|#\d+ |- \/|Require stack:|[}\]]|\d+: 0x|Next [\w\\]+|(?:\[\d+\] )?(?:DETAIL|HINT|CONTEXT|STATEMENT): |-{20}|(?:SQL State|Error Code|Message|Location|Line|Statement) {1,8}: )/;
const FRAME =
  /^\s+at \S|^\s*\.\.\. \d+ (?:more|common frames)|^\s+File "|^\s+from \S+:\d|^#\d+ |^\s+#\d+ |^\s+\d+: |^goroutine |^\t\S+:\d+ \+0x|^\s*[~^|\s]+$|^- \/|^Require stack:|^note: run with |^stack backtrace:|^\s+-{3} End of/;
/** Rust's anyhow and eyre: the chain stands below, numbered when it is longer than one. */
const CAUSES = /^Caused by:$/;
const CAUSE = /^\s+\d+: (?!0x)/;
const EXCEPTION_ONLY = /^[\w.$]{3,160}(?:Exception|Error|Throwable)(?:: |$)/;
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
    if (says(piece.text, inside)) block.said.push(piece);
    inside = showsSource(pieces, at)
      ? 'source'
      : nextState(isInside(inside, piece) ? inside : undefined, piece.text);
  }
  return blocks;
}

function showsSource(pieces: readonly Piece[], at: number): boolean {
  return SOURCE.test((pieces[at] as Piece).text) && /^\s*[\^~]+$/.test(pieces[at + 2]?.text ?? '');
}

/** A line that a logger wrote ends what came before it. */
function isInside(inside: Inside, piece: Piece): boolean {
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
  if (CONTINUED.test(text)) return level === 'none';
  if (text === '') return goesOnAfterBlank(pieces, at);
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
  if (CHAINED.test(above.text)) return true;
  if ([CHAINED, GOROUTINE, FRAME, CAUSES].some((begin) => begin.test(next.text))) return true;
  return (
    (EXCEPTION_ONLY.test(next.text) && isHeader(above)) ||
    (/^\s+\S/.test(next.text) && / \([A-Z]\w*(?:::\w+)*\)$/.test(above.text))
  );
}

/** Frames and the source lines between them say nothing by themselves. */
function says(text: string, inside: Inside): boolean {
  if (inside === 'causes' && CAUSE.test(text)) return true;
  if (text === '' || FRAME.test(text) || CHAINED.test(text)) return false;
  return inside !== 'goroutine' && inside !== 'source' && !(inside === 'traceback' && /^\s/.test(text));
}
