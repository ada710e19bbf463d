import { columns, type Printer } from './printer.ts';
import type { KubeObject } from './recording.ts';
import type { ResourceType } from './resources.ts';
import { qualified } from './status.ts';
import { printers } from './table-printers.ts';

/** How much of each object a table's row carries. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** What a table is made with. */
export interface TableOptions {
  readonly now: number;
  readonly includeObject: IncludeObject;
  readonly apiVersion: string;
  readonly metadata: unknown;
}

/** Objects as the Table that `kubectl get` prints. */
export function tableOf(objects: readonly KubeObject[], type: ResourceType, options: TableOptions): unknown {
  const printer = printers[qualified(type)] ?? namesOnly;
  return {
    kind: 'Table',
    apiVersion: options.apiVersion,
    metadata: options.metadata,
    columnDefinitions: printer.columns,
    rows: objects.map((object) => ({
      cells: printer.cells(object, options.now),
      ...rowObject(object, options),
    })),
  };
}

function rowObject(object: KubeObject, { includeObject, apiVersion }: TableOptions): { object?: unknown } {
  if (includeObject === 'None') return {};
  if (includeObject === 'Object') return { object };
  return { object: { kind: 'PartialObjectMetadata', apiVersion, metadata: object.metadata } };
}

const namesOnly: Printer = {
  columns: columns('Name', 'Created At'),
  cells: (object) => [object.metadata.name, object.metadata.creationTimestamp ?? null],
};
