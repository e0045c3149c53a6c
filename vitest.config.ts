import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/bench/**', 'node_modules/**'],
    // Real files and databases: generous, because a busy machine is no defect.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Worker threads of the core start inside; a process of its own keeps test files apart.
    pool: 'forks',
    // Node strips types by a WebAssembly module that all threads share. When two of them call it for
    // the thousandth time at once, V8 (of Node 24) may free the same wrapper twice and end the process.
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
    maxWorkers: '75%',
  },
});
