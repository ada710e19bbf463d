import type { Container } from '../../src/diagnosis/objects/container.ts';

/** A setting that tells a language runtime how much memory it may use. */
export interface HeapFlag {
  /** As it is written: `-Xmx2g`, `GOMEMLIMIT=900MiB`. */
  readonly text: string;
  readonly bytes: number;
}

const UNIT: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };
const MIB = 2 ** 20;

/** The heap limit among a container's command, arguments and literal variables (NODE_OPTIONS, JAVA_TOOL_OPTIONS, …). */
export function heapFlag(container: Container): HeapFlag | undefined {
  const variables = (container.env ?? []).map(({ name, value }) => `${name}=${value ?? ''}`);
  const texts = [...(container.command ?? []), ...(container.args ?? []), ...variables];
  return texts.map((text) => readFlag(text)).find((flag) => flag !== undefined);
}

function readFlag(text: string): HeapFlag | undefined {
  const java = /-Xmx(\d{1,15})([kKmMgGtT]?)\b/.exec(text);
  if (java) return flag(java[0], java[1] as string, java[2] as string);
  // V8 counts in MiB: https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib
  const node = /--max[-_]old[-_]space[-_]size[= ](\d{1,9})/.exec(text);
  if (node) return { text: node[0], bytes: Number(node[1]) * MIB };
  const go = /^GOMEMLIMIT=(\d{1,15})([KMGT]?)(?:iB|B)?$/.exec(text);
  return go ? flag(go[0], go[1] as string, go[2] as string) : undefined;
}

function flag(text: string, amount: string, unit: string): HeapFlag {
  return { text, bytes: Number(amount) * (UNIT[unit.toLowerCase()] as number) };
}
