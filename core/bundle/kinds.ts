/**
 * What a bundle is made of: items of a few kinds, each of named parts. A part is the unit of
 * merging: two people's changes of different parts of one item both hold. See docs/bundle.md.
 */
import { z } from 'zod';
import { ORDER_KEY } from '../../shared/bundle/order-keys.ts';
import { citationLocaleSchema, citationStyleSchema } from '../../shared/citations.ts';
import { cslSchema } from '../../shared/csl.ts';
import { anchorStatusSchema, idSchema, labelIdSchema } from '../../shared/domain.ts';
import { richTextSchema } from '../../shared/rich-text.ts';

export const ITEM_KINDS = [
  'case',
  'source',
  'revision',
  'highlight',
  'comment-version',
  'note',
  'note-version',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

const date = z.iso.datetime();
const offset = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const title = z.string().max(4000);

export const anchoredPassageSchema = z.object({
  revision: idSchema,
  start: offset,
  end: offset,
  exact: z.string().min(1),
  prefix: z.string().max(1000),
  suffix: z.string().max(1000),
  paragraph: z.number().int().positive().nullable(),
  status: anchorStatusSchema,
  score: z.number().min(0).max(1),
  made: z.string(),
  madeRevision: idSchema,
});
export type AnchoredPassage = z.infer<typeof anchoredPassageSchema>;

export const noteTextSchema = z.object({ title, body: richTextSchema });

export const revisionMadeSchema = z.object({
  source: idSchema,
  createdAt: date,
  language: z.string().max(100).nullable(),
  /** SHA-256 of the canonical JSON of its document, which is an entry of its own. */
  document: sha256,
});

/** Whether an item is there; one that is gone is in the trash, or deleted for good. */
export type Life = 'there' | 'gone';
const life = z.enum(['there', 'gone']);

const made = z.object({ createdAt: date });

/** The parts that every item of a kind has while it is there. */
export const PARTS = {
  case: {
    made,
    life,
    title,
    question: z.string().max(20_000),
    color: labelIdSchema,
    summary: idSchema.nullable(),
  },
  source: { made, life, title, text: idSchema, original: sha256.nullable() },
  revision: { made: revisionMadeSchema },
  highlight: {
    made: z.object({ source: idSchema, author: z.string().max(2000), createdAt: date }),
    life,
    label: labelIdSchema,
    passages: z.array(anchoredPassageSchema).min(1).max(1000),
    comment: richTextSchema.nullable(),
  },
  'comment-version': {
    made: z.object({ highlight: idSchema, createdAt: date, body: richTextSchema }),
  },
  note: { made, life, text: noteTextSchema },
  'note-version': {
    made: noteTextSchema.extend({ note: idSchema, createdAt: date }),
  },
} as const satisfies Record<ItemKind, Record<string, z.ZodType>>;

/** Parts whose names are made of a prefix and what they are about; null when it was taken out. */
export const PREFIXED: Readonly<Partial<Record<ItemKind, readonly string[]>>> = {
  case: ['source:', 'note:', 'citing:'],
  source: ['tag:', 'csl:'],
  highlight: ['tag:'],
  note: ['tag:'],
};

const orderKey = z.string().regex(ORDER_KEY);
const tag = z.literal(true);
/** How a case file's citations are set; a part only where the case file says so itself. */
const citing: Readonly<Record<string, z.ZodType>> = {
  style: citationStyleSchema,
  locale: citationLocaleSchema,
};

/** What the value of a part must be; undefined for a part that this program does not know. */
export function partSchema(kind: ItemKind, part: string): z.ZodType | undefined {
  const fixed: Readonly<Record<string, z.ZodType>> = PARTS[kind];
  if (Object.hasOwn(fixed, part)) return fixed[part];
  const prefix = PREFIXED[kind]?.find((one) => part.startsWith(one));
  if (prefix === undefined) return undefined;
  const rest = part.slice(prefix.length);
  if (prefix === 'tag:')
    return rest.trim() === '' || rest.length > 100 ? undefined : tag.nullable();
  if (prefix === 'csl:') {
    const shape: Readonly<Record<string, z.ZodType>> = cslSchema.shape;
    return Object.hasOwn(shape, rest) ? shape[rest]?.nullable() : undefined;
  }
  if (prefix === 'citing:') {
    return Object.hasOwn(citing, rest) ? citing[rest]?.nullable() : undefined;
  }
  return idSchema.safeParse(rest).success ? orderKey.nullable() : undefined;
}

/** An item with the values of its parts; null in a part says that it was taken out. */
export interface Item {
  kind: ItemKind;
  id: string;
  parts: Readonly<Record<string, unknown>>;
}

/** Tags are the same in any case of their Latin letters, as the database has them. */
export function foldTag(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The item's key in a table of items. */
export function keyOf({ kind, id }: { kind: string; id: string }): string {
  return `${kind}/${id}`;
}

/** Whether an item has a life at all: revisions and versions of texts only ever come. */
export function canGo(kind: ItemKind): boolean {
  return 'life' in PARTS[kind];
}
