/** What importing a bundle will do, decided before anything is written. */
import type { BundleChoice, BundleWish } from '../../shared/bundle/preview.ts';
import { richTextToPlain, type RichText } from '../../shared/rich-text.ts';
import type { Notebook } from '../notebook.ts';
import { libraryIdentity } from '../store/bundle-units.ts';
import { inTransaction } from '../store/connection.ts';
import { comparableItems, compareBundle, type Compared } from './compare.ts';
import { decide, type Decision } from './decide.ts';
import { hashOf, noteChanges, type Noting } from './gather.ts';
import { keyOf, type Item } from './kinds.ts';
import { ownerOf, type Bundle } from './read.ts';

/** What happens with one item: decided before anything is written. */
export interface Planned {
  compared: Compared;
  choice: BundleChoice;
  decisions: Decision[];
}

const NOTHING = hashOf(null);
const THERE = hashOf('there');

/** Says whether an item will be there, in the database and not in the trash. */
export function livesAfter({ compared: { item, parts }, decisions }: Planned): boolean {
  const life = decisions.find(({ part }) => part === 'life');
  if (life === undefined) return true;
  if (life.take) return item.parts['life']?.value === 'there';
  const hash = parts.get('life')?.hash;
  const known = parts.get('life')?.unit?.hash ?? hash;
  return known === THERE;
}

/** Left out are new things that nobody wants. */
export function isLeftOut({ compared: { status }, choice }: Planned): boolean {
  return status === 'new' && choice === 'here';
}

/** What a plan writes into the database: the values of its parts, but places in an outline. */
export function valuesOf(plan: Planned): Record<string, unknown> {
  const { item, hasRow: isThere } = plan.compared;
  // Of what is not in the database and stays gone, only that is kept in mind.
  if (isLeftOut(plan) || (!isThere && !livesAfter(plan))) return {};
  return Object.fromEntries(
    plan.decisions.flatMap(({ part, take }) =>
      take && !isPlacePart(item, part) ? [[part, item.parts[part]?.value]] : [],
    ),
  );
}

/** Whether a part says where something stands in an outline. */
export function isPlacePart(item: Pick<Item, 'kind'>, part: string): boolean {
  return item.kind === 'case' && /^(source|note):/.test(part);
}

/** What importing a bundle does, thing by thing. */
export interface BundlePlan {
  bundle: Bundle;
  noting: Noting;
  plans: Map<string, Planned>;
}

/** The plan for a bundle, after writing down what was changed here. */
export function planBundle(notebook: Notebook, bundle: Bundle, wish: BundleWish): BundlePlan {
  const { db, deps, paths } = notebook;
  return inTransaction(db, () => {
    const library = libraryIdentity(db, paths.folder, () => deps.newId());
    const noting = { library, now: deps.now() };
    noteChanges(db, comparableItems(bundle), noting);
    const chosen = new Map(wish.choices.map(({ choice, ...item }) => [keyOf(item), choice]));
    const plans = new Map<string, Planned>();
    for (const [key, compared] of compareBundle(db, bundle)) {
      const wanted = chosen.get(key) ?? wish.prefer;
      // What is only there comes in unless it is left out by itself.
      const isNew = compared.status === 'new' && !chosen.has(key);
      const choice =
        isNew || (wanted === 'both' && compared.item.kind !== 'note') ? 'merge' : wanted;
      plans.set(key, { compared, choice, decisions: decide(compared, choice, noting, NOTHING) });
    }
    return { bundle, noting, plans };
  });
}

/** The part of an item whose text stays as a version where another one holds. */
export function versionedPart({ kind }: Pick<Item, 'kind'>): 'text' | 'comment' | undefined {
  if (kind === 'note') return 'text';
  return kind === 'highlight' ? 'comment' : undefined;
}

function isRichText(value: unknown): value is RichText {
  return typeof value === 'object' && value !== null && 'root' in value;
}

/** Whether a text says anything: an empty comment is no version. */
export function isWorthKeeping(text: unknown): boolean {
  if (text === null || text === undefined) return false;
  return !isRichText(text) || richTextToPlain(text).trim() !== '';
}

/** Whether the bundle's text of an item does not hold, and stays beside the library's. */
function keepsTheirs(plan: Planned): boolean {
  const { item, hasRow } = plan.compared;
  const part = versionedPart(item);
  if (part === undefined || !hasRow || isLeftOut(plan)) return false;
  const loser = plan.decisions.find((one) => one.part === part)?.loser;
  return loser === 'there' && isWorthKeeping(item.parts[part]?.value);
}

/** Whether something in an item was changed there, and the library's holds against that. */
export function overrules(plan: Planned): boolean {
  const { hasRow, item } = plan.compared;
  if (isLeftOut(plan) || (!hasRow && !livesAfter(plan))) return false;
  // The text that lost is kept, and told of as a version.
  const kept = keepsTheirs(plan) ? versionedPart(item) : undefined;
  return plan.decisions.some(({ part, overruled }) => overruled && part !== kept);
}

/** Whether carrying a plan out changes anything that people see, or decides between two values. */
export function changesAnything({ bundle, plans }: BundlePlan): boolean {
  for (const plan of plans.values()) {
    const { item, status } = plan.compared;
    if (item.parts['life'] === undefined) {
      const owner = plans.get(ownerOf(item) ?? '');
      if (status === 'new' && owner !== undefined && !isLeftOut(owner) && livesAfter(owner))
        return true;
    } else if (Object.keys(valuesOf(plan)).length > 0 || keepsTheirs(plan) || overrules(plan)) {
      return true;
    } else if (item.kind === 'case' && !isLeftOut(plan)) {
      const moved = plan.decisions.some(({ part, take }) => take && isPlacePart(item, part));
      if (moved) return true;
    }
  }
  return bundle.items.size === 0;
}
