import { defineConfig } from 'rolldown';

/** One bundle for both programs: the Kubernetes client's thousand model files, of which none is used, fall away. */
export default defineConfig({
  input: ['src/main.ts', 'src/kubectl-why.ts'],
  platform: 'node',
  output: { dir: 'dist', format: 'esm', cleanDir: true, sourcemap: true },
});
