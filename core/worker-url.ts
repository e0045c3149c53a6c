/** The workers, by their path from core/. */
export type WorkerSource =
  | './library-worker.ts'
  | './copy-check-worker.ts'
  | './search/search-worker.ts'
  | './search/words-worker.ts'
  | './import/import-worker.ts'
  | './import/watch-program.ts'
  | './export/typeset-worker.ts'
  | './export/document-worker.ts';

/**
 * Where a worker's program is. From source, it is the TypeScript file; in the build, where every
 * bundle is in one folder, it is the bundle of the same name beside whichever one asks.
 * `importMetaUrl` is the asking module's; from source, that module must be directly in core/.
 */
export function workerUrl(importMetaUrl: string, source: WorkerSource): URL {
  if (!new URL(importMetaUrl).pathname.endsWith('.js')) return new URL(source, import.meta.url);
  const name = source.slice(source.lastIndexOf('/') + 1).replace(/\.ts$/, '.js');
  return new URL(`./${name}`, importMetaUrl);
}
