import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

export interface TextOptions {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
  /** Also what was ruled out, every finding in full, and the requests. */
  readonly explain: boolean;
}

/** Column at which a section's content starts. */
const INDENT = 10;

/** A labelled paragraph: the label stands in the margin of its first line. */
export function section(label: string, content: readonly string[], paint: Paint): readonly string[] {
  return content.map((line, index) =>
    `${paint('bold', (index === 0 ? label : '').padEnd(INDENT))}${line}`.trimEnd(),
  );
}

/** Sentences, wrapped to what is left of the terminal beside the margin. */
export function prose(text: string, { width }: TextOptions): readonly string[] {
  return wrap(text, Math.max(40, width - INDENT));
}

/** A command to copy; one that changes the cluster says so. */
export function commandLine(command: string, changes: boolean, paint: Paint): string {
  return `  ${paint('cyan', `$ ${command}`)}${changes ? paint('yellow', '   # changes the cluster') : ''}`;
}

/** Prose that is moved to the right by so many columns; lines after the first by two more where it hangs. */
export function indented(text: string, by: number, options: TextOptions, hang: 0 | 2 = 0): readonly string[] {
  return prose(text, { ...options, width: options.width - by - hang }).map(
    (line, index) => `${' '.repeat(index === 0 ? by : by + hang)}${line}`,
  );
}
