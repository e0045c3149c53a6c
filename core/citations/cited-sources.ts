import { citableCsl } from '../../shared/citable.ts';
import type { Csl } from '../../shared/csl.ts';
import type { RichText } from '../../shared/rich-text.ts';
import type { ReadableDB } from '../store/connection.ts';
import { lookAtTargets, targetsIn } from '../store/note-links.ts';

/** The sources that texts cite, but for those known already and those deleted for good. */
export function citedSources(
  db: ReadableDB,
  bodies: readonly RichText[],
  known: ReadonlySet<string>,
): Array<{ id: string; csl: Csl }> {
  const ids = bodies
    .flatMap(({ root }) => targetsIn(root, (node) => node.type === 'citation'))
    .flatMap(({ kind, id }) => (kind === 'source' && !known.has(id) ? [id] : []));
  const targets = [...new Set(ids)].map((id) => ({ kind: 'source' as const, id }));
  return lookAtTargets(db, targets).flatMap(({ id, title, csl }) =>
    csl === undefined ? [] : [{ id, csl: citableCsl({ title, csl }) }],
  );
}
