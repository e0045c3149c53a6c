import type { ImportItem } from '../../shared/imports.ts';
import type { Batch } from './batches.ts';
import type { Unsent } from './upload-queue.ts';

function standIn(path: string, more: Pick<ImportItem, 'standing' | 'failure'>): ImportItem {
  return {
    key: `${more.standing}:${path}`,
    file: path,
    kind: '',
    csl: {},
    title: path.slice(path.lastIndexOf('/') + 1),
    words: 0,
    paragraphs: 0,
    pictures: 0,
    warnings: [],
    decision: 'new',
    tags: [],
    excerpt: '',
    ...more,
  };
}

/** Files that did not arrive, as items beside those that did. */
export function unsentItems(unsent: readonly Unsent[]): ImportItem[] {
  return unsent.map(({ path, message }) =>
    standIn(path, { standing: 'failed', failure: { code: 'not-found', message } }),
  );
}

/** Files that are on their way, as the items they may become. */
export function unreadItems({ paths, unsent }: Batch): ImportItem[] {
  const missing = new Set(unsent.map(({ path }) => path));
  return paths
    .filter((path) => !missing.has(path))
    .map((path) => standIn(path, { standing: 'waiting' }));
}
