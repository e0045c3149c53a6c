/** The measured program, bundled as the build bundles the real one, so that its start is the same. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { hashOfCode } from './cache.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const NATIVE = ['better-sqlite3', '@myriaddreamin/typst-ts-node-compiler', 'canvas'];

/** Bundles `program.ts` with Casebook's workers beside it; gives the program's path. */
export async function bundleProgram(): Promise<string> {
  const hash = hashOfCode('core', 'shared', 'tests/bench/search/program.ts');
  // Within the project, so that compiled packages are found in its node_modules.
  const outDir = join(ROOT, '.cache', 'bench-search', hash);
  const program = join(outDir, 'program.js');
  if (existsSync(program)) return program;
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      target: 'node22',
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        external: NATIVE,
        input: {
          'library-worker': join(ROOT, 'core/library-worker.ts'),
          'copy-check-worker': join(ROOT, 'core/copy-check-worker.ts'),
          'search-worker': join(ROOT, 'core/search/search-worker.ts'),
          'words-worker': join(ROOT, 'core/search/words-worker.ts'),
          'import-worker': join(ROOT, 'core/import/import-worker.ts'),
          'watch-program': join(ROOT, 'core/import/watch-program.ts'),
          'typeset-worker': join(ROOT, 'core/export/typeset-worker.ts'),
          program: join(import.meta.dirname, 'program.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    ssr: { noExternal: true },
  });
  return program;
}
