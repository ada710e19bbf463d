/** Node says that WASI is experimental at its import; a person who runs podwhy can do nothing about it. */
export async function withoutWasiWarning<T>(work: () => Promise<T>): Promise<T> {
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (String(warning).includes('WASI')) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return await work();
  } finally {
    process.emitWarning = emitWarning;
  }
}

type FileWrite = (file: number, vectors: number, count: number, written: number) => number;
type Imports = Readonly<Record<string, object>>;

/** Node has it, the types we compile with do not. */
interface Wasm {
  instantiate(module: object, imports: Imports): Promise<{ readonly exports: { readonly memory?: Memory } }>;
}
interface Memory {
  readonly buffer: ArrayBuffer;
}

/**
 * Valkey logs its start to standard output, with a clock that is off, and takes no configuration before it: what it
 * writes is dropped. Whatever else is instantiated meanwhile passes through.
 */
export async function withoutOutput<T>(work: () => Promise<T>): Promise<T> {
  const wasm = WebAssembly as unknown as Wasm;
  const { instantiate } = wasm;
  wasm.instantiate = async (module, imports) => {
    const wasi = imports.wasi_snapshot_preview1;
    if (!wasi || !('host' in imports)) return instantiate(module, imports);
    let memory: Memory | undefined;
    const dropped: FileWrite = (_file, vectors, count, written) => drop(memory, vectors, count, written);
    const quiet = { ...imports, wasi_snapshot_preview1: { ...wasi, fd_write: dropped } };
    const instance = await instantiate(module, quiet);
    memory = instance.exports.memory;
    return instance;
  };
  try {
    return await work();
  } finally {
    wasm.instantiate = instantiate;
  }
}

/** WASI's fd_write that says it wrote all of it: `count` pairs of address and length, 32 bits each. */
function drop(memory: Memory | undefined, vectors: number, count: number, written: number): number {
  if (!memory) return 0;
  const view = new DataView(memory.buffer);
  let bytes = 0;
  for (let index = 0; index < count; index++) bytes += view.getUint32(vectors + index * 8 + 4, true);
  view.setUint32(written, bytes, true);
  return 0;
}
