import type { Report } from '../../diagnosis/report.ts';
import { cleanDeep } from '../../diagnosis/sanitize.ts';
import type { LogLine } from '../../diagnosis/snapshot.ts';

type Clean = (text: string) => string;

/** The gate cuts what it lets through after 4,000 characters: it gets less at a time. */
const PIECE = 3500;
/** Lines that one private key may have; what goes on for longer isn't one. */
const LONGEST_KEY = 300;
const KEY_BEGINS = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/;
const KEY_ENDS = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY/;

/** Passes lines through the gate, many together, so that a secret of several lines is seen as one. There may be fewer after. */
export function cleanLines(lines: readonly string[], clean: Clean): readonly string[] {
  return piecesOf(lines).flatMap((piece) => clean(piece.join('\n')).split('\n'));
}

/** The lines of a log past the gate, and the same behind their times wherever as many lines came out as went in. */
export function cleanLog(
  lines: readonly LogLine[],
  clean: Clean,
): { readonly texts: readonly string[]; readonly timed: readonly string[] } {
  const texts: string[] = [];
  const timed: string[] = [];
  let at = 0;
  for (const piece of piecesOf(lines.map(({ text }) => text))) {
    const times = piece.flatMap((text, index) => text.split('\n').map(() => timeOf(lines[at + index])));
    const cleaned = clean(piece.join('\n')).split('\n');
    const sameLines = cleaned.length === times.length;
    texts.push(...cleaned);
    timed.push(...cleaned.map((text, index) => `${(sameLines && times[index]) || ''}${text}`));
    at += piece.length;
  }
  return { texts, timed };
}

/** A report past the gate: the lines of its logs together, every other text by itself. */
export function cleanedReport(report: Report, clean: Clean): Report {
  const findings = report.findings.map((finding) => ({
    ...finding,
    evidence: finding.evidence.map((one) =>
      one.kind === 'log' ? { ...one, lines: cleanLines(one.lines, clean) } : one,
    ),
  }));
  return cleanDeep({ ...report, findings }, clean);
}

/** A time never goes through the gate with its line: in front of a key's lines it would hide them from it. */
function timeOf(line: LogLine | undefined): string {
  return line?.time !== undefined && /^[\dTZ:.+-]{10,40}$/.test(line.time) ? `${line.time} ` : '';
}

/** Lines in pieces for the gate; no piece ends within a private key. */
function piecesOf(lines: readonly string[]): readonly (readonly string[])[] {
  const pieces: string[][] = [];
  let piece: string[] = [];
  let length = 0;
  let keyLines = 0;
  for (const line of lines) {
    if (keyLines === 0 && piece.length > 0 && length + line.length > PIECE) {
      pieces.push(piece);
      piece = [];
      length = 0;
    }
    piece.push(line);
    if (KEY_ENDS.test(line) || keyLines >= LONGEST_KEY) keyLines = 0;
    else if (keyLines > 0 || KEY_BEGINS.test(line)) keyLines++;
    // What lies within a key doesn't count: the gate hides it.
    if (keyLines === 0) length += line.length + 1;
  }
  return piece.length > 0 ? [...pieces, piece] : pieces;
}
