/** What becomes of each part of an item: the rules by which bundles merge (docs/bundle.md). */
import type { BundleChoice } from '../../shared/bundle/preview.ts';
import { afterChange, joinSeen, type Seen } from '../../shared/bundle/seen.ts';
import type { Noting } from './gather.ts';
import type { Compared, ComparedPart } from './compare.ts';

export interface Decision {
  part: string;
  /** Whether the bundle's value is written; else the library's stays. */
  take: boolean;
  /** What is known of the part afterwards. */
  seen: Seen;
  hash: string;
  /** Both were changed, and the other text would be lost with this decision. */
  loser: 'here' | 'there' | undefined;
  /** It was changed there, and the library's value holds against that. */
  overruled: boolean;
}

/** A part that only says where something stands: it is never asked about. */
function isPlace(part: string): boolean {
  return /^(source|note):/.test(part);
}

function decidePart(
  part: string,
  compared: ComparedPart,
  theirs: Seen,
  choice: BundleChoice,
  { library, now }: Noting,
  nothing: string,
): Decision {
  const { standing, unit, hash, winner } = compared;
  const seen = joinSeen(unit?.seen ?? {}, theirs);
  const side = (one: 'here' | 'there', isChange: boolean): Decision => ({
    part,
    take: one === 'there',
    seen: isChange ? afterChange(seen, library, now.getTime()) : seen,
    hash: one === 'there' ? hash : (unit?.hash ?? nothing),
    loser: standing === 'both' ? (one === 'here' ? 'there' : 'here') : undefined,
    overruled: one === 'here' && standing !== 'here' && !(isPlace(part) && standing === 'both'),
  });
  if (standing === 'same') {
    return { part, take: false, seen, hash, loser: undefined, overruled: false };
  }
  const wants = choice === 'both' ? 'here' : choice;
  if (standing === 'here') {
    // Bringing back what was deleted here is the one wish that goes against a change of one's own.
    return part === 'life' && wants === 'there' ? side('there', true) : side('here', false);
  }
  if (wants === 'merge' || (isPlace(part) && standing === 'both')) return side(winner, false);
  return side(wants, wants !== winner);
}

/**
 * The decisions on all parts of an item that the library has or is to get. `nothing` is the hash of
 * a part that is not there.
 */
export function decide(
  { item, parts }: Compared,
  choice: BundleChoice,
  noting: Noting,
  nothing: string,
): Decision[] {
  return [...parts].map(([part, compared]) =>
    decidePart(part, compared, item.parts[part]?.seen ?? {}, choice, noting, nothing),
  );
}
