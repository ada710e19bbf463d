import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';

/** A program of ours as the built one is: in one file. Reading the sources would take more memory than the work. */
export async function bundled(program: URL, folder: string): Promise<string> {
  const file = join(folder, `${basename(program.pathname, '.ts')}.mjs`);
  const bundle = await rolldown({ input: program.pathname, platform: 'node' });
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  return file;
}
