import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const at = (path: string) => resolve(root, path);

/** Found at run time in node_modules: they carry compiled code that can't be bundled. */
const NATIVE = ['better-sqlite3', '@myriaddreamin/typst-ts-node-compiler'];

/** KaTeX names each of its fonts three times over; every Chromium reads the smallest form. */
const smallestFonts: Plugin = {
  name: 'casebook-smallest-fonts',
  enforce: 'pre',
  transform: (code, id) =>
    /katex[^/]*\.css$/.test(id)
      ? code.replace(/,url\([^)]*\.(?:woff|ttf)\) ?format\("[^"]*"\)/g, '')
      : undefined,
};

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node22',
      // Everything else goes into the bundles: hundreds of small files would slow down the start.
      externalizeDeps: false,
      rolldownOptions: {
        external: [...NATIVE, 'canvas'],
        input: {
          electron: at('electron/main.ts'),
          browser: at('browser/main.ts'),
          cli: at('cli/main.ts'),
          'library-worker': at('core/library-worker.ts'),
          'copy-check-worker': at('core/copy-check-worker.ts'),
          'search-worker': at('core/search/search-worker.ts'),
          'words-worker': at('core/search/words-worker.ts'),
          'import-worker': at('core/import/import-worker.ts'),
          'watch-program': at('core/import/watch-program.ts'),
          'typeset-worker': at('core/export/typeset-worker.ts'),
          'document-worker': at('core/export/document-worker.ts'),
        },
        output: {
          // Flat, so that a worker stands beside whichever chunk starts it.
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('electron/preload.ts') },
        // A sandboxed preload can't be a module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    worker: { format: 'es' },
    plugins: [smallestFonts, react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      // Fonts and pictures stay files: the content security policy allows no data: address.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
});
