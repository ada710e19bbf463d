import type { TerminalPorts } from './io.ts';

/** One line on stderr that is written over, for who waits; nothing where nobody watches. */
export interface Progress {
  show(text: string): void;
  /** Before anything else is printed. */
  clear(): void;
}

/** Carriage return, and "erase in line" (ECMA-48 EL). */
const CLEAR = '\r\u001b[K';

export function progressOn({ errIsTTY, env, columns, err }: TerminalPorts): Progress {
  if (!errIsTTY || env.TERM === 'dumb') return { show: () => {}, clear: () => {} };
  let shown = '';
  return {
    show: (text) => {
      // A line that wraps could not be written over.
      const line = text.slice(0, columns - 1);
      if (line !== shown) err(`${CLEAR}${line}`);
      shown = line;
    },
    clear: () => {
      if (shown) err(CLEAR);
      shown = '';
    },
  };
}
