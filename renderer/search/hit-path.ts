import type { Hit, Snippet } from '../../shared/domain.ts';
import { paths } from '../shell/paths.ts';

/** The address that a hit, or one of its snippets, leads to. */
export function hitPath(
  { kind, id, source, passage }: Pick<Hit, 'kind' | 'id' | 'source' | 'passage'>,
  snippet?: Snippet,
): string {
  const at = snippet?.passage ?? passage;
  switch (kind) {
    case 'case':
      return paths.case(id);
    case 'tag':
      return paths.tag(id);
    case 'note':
      return paths.note(id);
    case 'source':
      return paths.source(id, { at });
    case 'highlight':
      return paths.source(source ?? id, { at, highlight: id });
  }
}
