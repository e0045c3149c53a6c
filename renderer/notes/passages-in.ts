import { passageOf, type PassageReference, type RichText } from '../../shared/rich-text.ts';

/** The passages that a note quotes, in its order; blocks stand at the top level only. */
export function passagesIn(body: RichText): PassageReference[] {
  return (body.root.children ?? []).filter(({ type }) => type === 'passage').map(passageOf);
}
