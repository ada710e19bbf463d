import type { KubeObject } from './recording.ts';

/** One column; priority 1 shows only in the wide output. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'date' | 'boolean';
  readonly format: string;
  readonly description: string;
  readonly priority: number;
}

export type Cell = string | number | boolean | null;

/** The columns of a kind and the cells of one object of it. */
export interface Printer {
  readonly columns: readonly Column[];
  /** `now`: milliseconds since the epoch, from which ages count. */
  cells(object: KubeObject, now: number): readonly Cell[];
}

/**
 * Column definitions from names: one in brackets shows only in the wide output, one that ends in # holds a number.
 */
export function columns(...names: readonly string[]): readonly Column[] {
  return names.map((text) => {
    const name = text.replace(/^\[(.*)\]$/, '$1').replace(/#$/, '');
    return {
      name,
      type: /#\]?$/.test(text) ? 'integer' : name === 'Created At' ? 'date' : 'string',
      format: name === 'Name' ? 'name' : '',
      description: name,
      priority: text.startsWith('[') ? 1 : 0,
    };
  });
}
