/** What people see of a bundle before it is imported, and what they choose. */
import { z } from 'zod';
import { idSchema } from '../domain.ts';

const count = z.number().int().nonnegative();

/** The things that are chosen one by one; revisions and lost texts go with what they belong to. */
export const bundleKindSchema = z.enum(['case', 'source', 'note', 'highlight']);
export type BundleKind = z.infer<typeof bundleKindSchema>;

/**
 * How a thing in the bundle stands to the library's: only there; the same in both; changed since
 * they were the same: here, there, or in both.
 */
export const bundleStatusSchema = z.enum(['new', 'identical', 'here', 'there', 'both']);
export type BundleStatus = z.infer<typeof bundleStatusSchema>;

/**
 * What becomes of a thing. `merge`: each part as it was changed last, wherever that was. `here`: the
 * library's, so that a new thing is left out. `there`: the bundle's. `both`: of a note whose text
 * was changed in both, the bundle's becomes a note beside it.
 */
export const bundleChoiceSchema = z.enum(['merge', 'here', 'there', 'both']);
export type BundleChoice = z.infer<typeof bundleChoiceSchema>;

/** A part that differs. */
export const bundleChangeSchema = z.object({
  /** What it is called: "title", "comment", "tag “war”". */
  name: z.string(),
  /** How it reads on each side; empty where there is nothing. */
  here: z.string(),
  there: z.string(),
  /** Where it was changed since both were the same. */
  changed: z.enum(['here', 'there', 'both']),
  /** What `merge` takes. */
  takes: z.enum(['here', 'there']),
});
export type BundleChange = z.infer<typeof bundleChangeSchema>;

export const bundleItemSchema = z.object({
  kind: bundleKindSchema,
  id: idSchema,
  /** Of a highlight, its words. */
  title: z.string(),
  status: bundleStatusSchema,
  /** Of a highlight: the title of its source, and who made it. */
  source: z.string().optional(),
  author: z.string().optional(),
  /** Who changed it there last, when that is known. */
  by: z.string().optional(),
  /** It is in the trash, or deleted for good, on this side only. */
  deleted: z.enum(['here', 'there']).optional(),
  /** What differs; nothing for a new thing. */
  changes: z.array(bundleChangeSchema),
  /** Of a new thing what is in it, part by part, cut where it is long. */
  contents: z.array(z.object({ name: z.string(), text: z.string() })),
  /** The bundle's source looks like one that the library has under another id. */
  duplicate: z
    .object({ id: idSchema, title: z.string(), by: z.enum(['file', 'text', 'identifier']) })
    .optional(),
  /** What can be chosen, the one that happens without a choice first. */
  choices: z.array(bundleChoiceSchema),
});
export type BundleItemView = z.infer<typeof bundleItemSchema>;

export const bundlePreviewSchema = z.object({
  /** Of the case file. */
  caseId: idSchema,
  title: z.string(),
  /** The researcher whom it comes from; may be empty. */
  from: z.string(),
  /** SHA-256 over what the case file holds there. */
  content: z.string(),
  /**
   * Whether it has neither anything that importing it would change, with the choices that are made
   * without asking, nor a change against which the library's holds.
   */
  nothingNew: z.boolean(),
  counts: z.partialRecord(bundleStatusSchema, count),
  items: z.array(bundleItemSchema),
  /** Sentences on what in the file can't be read. */
  problems: z.array(z.string()),
});
export type BundlePreview = z.infer<typeof bundlePreviewSchema>;

export const bundleWishSchema = z.object({
  /** For everything that is not chosen by itself. */
  prefer: bundleChoiceSchema.default('merge'),
  choices: z
    .array(z.object({ kind: bundleKindSchema, id: idSchema, choice: bundleChoiceSchema }))
    .max(200_000)
    .default([]),
});
export type BundleWish = z.infer<typeof bundleWishSchema>;

export const bundleReportSchema = z.object({
  caseId: idSchema,
  title: z.string(),
  nothingNew: z.boolean(),
  /** Things that were added, that were changed, and whose other text was kept as a version. */
  added: count,
  changed: count,
  kept: count,
  /** Things in which the library's value holds against a change that was made there. */
  overruled: count,
  /** Highlights that wait for review since their text came in another revision. */
  review: count,
  problems: z.array(z.string()),
});
export type BundleReport = z.infer<typeof bundleReportSchema>;
