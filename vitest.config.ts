import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Replay servers and child processes share two noisy cores with the tests.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/diagnosis/**/*.ts', 'playbooks/**/*.ts'],
      thresholds: { branches: 100 },
      reporter: ['text-summary', ['text', { skipFull: true }]],
    },
  },
});
