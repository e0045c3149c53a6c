/**
 * An import session as the contract carries it: what was dropped, read in the background, looked
 * through by a person, and added to the library as one step.
 */
import { z } from 'zod';
import { cslSchema } from './csl.ts';
import { idSchema } from './domain.ts';

const count = z.number().int().nonnegative();

/** Which part of a web page is read: whichever suits it, its main text, or all of it. */
export const pageChoiceSchema = z.enum(['auto', 'article', 'whole']);
export type PageChoice = z.infer<typeof pageChoiceSchema>;

/** A kind of file that can be imported. */
export const importFormatSchema = z.object({
  /** As people call it: "Web page". */
  name: z.string(),
  /** Endings of file names, without dots. */
  endings: z.array(z.string()),
  /** It holds other files, which become the sources. */
  archive: z.boolean().optional(),
});
export type ImportFormat = z.infer<typeof importFormatSchema>;

/** What becomes of an item: a source of its own, a new text of the one it resembles, or nothing. */
export const importDecisionSchema = z.enum(['new', 'revision', 'skip']);
export type ImportDecision = z.infer<typeof importDecisionSchema>;

/** How everything in a drop is read; a file's own choice comes before it. */
export const importOptionsSchema = z.object({
  page: pageChoiceSchema.default('auto'),
  /** Name of the encoding that text files are in, as WHATWG calls them; found out when absent. */
  encoding: z.string().max(40).optional(),
  /** Makes a source of every chapter or part, in formats that have them. */
  split: z.boolean().default(false),
  /** The longest that one file may take, in seconds; as the settings say when absent. */
  seconds: z.number().int().min(5).max(3600).optional(),
  /** The most memory for reading one file, in megabytes; as the settings say when absent. */
  megabytes: z.number().int().min(1024).max(16_384).optional(),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

/** An upload, and where it lay in what was dropped: `folder/page.html`, with forward slashes. */
export const importUploadSchema = z.object({
  id: idSchema,
  /** The upload's own name when absent. */
  path: z.string().max(4000).optional(),
});

/** What was on the clipboard; HTML counts before the text. Pictures come as uploads. */
export const importPasteSchema = z.object({
  text: z.string(),
  html: z.string().optional(),
  title: z.string().trim().max(500).optional(),
  url: z.string().trim().max(4000).optional(),
});

/**
 * `reading` while files are read, `ready` when all are, `adding` while sources are being added
 * (also when others are still read), `done` when everything was added or skipped, `cancelled`.
 */
export const importStateSchema = z.enum(['reading', 'ready', 'adding', 'done', 'cancelled']);
export type ImportState = z.infer<typeof importStateSchema>;

/**
 * How far one item is. `ready` waits for a decision to be carried out; `left` was skipped when the
 * others were added.
 */
export const importStandingSchema = z.enum([
  'waiting',
  'reading',
  'ready',
  'failed',
  'adding',
  'added',
  'revised',
  'left',
]);
export type ImportStanding = z.infer<typeof importStandingSchema>;

export const importSessionSchema = z.object({
  id: idSchema,
  state: importStateSchema,
  /** The case file that sources go into unless `imports.add` names another. */
  caseId: idSchema.optional(),
  /** Files to read; grows while folders and archives are opened. */
  total: count,
  /** Of these, how many were read or failed. */
  read: count,
  /** Sources added or revised. */
  added: count,
  /** Items of the list, which `imports.items` gives in slices. */
  items: count,
  /** Items by how far they are. */
  standings: z.partialRecord(importStandingSchema, count),
  /** Items that are ready, by what will become of them. */
  decisions: z.partialRecord(importDecisionSchema, count),
  /** Files left out without an item: what systems and programs leave in folders. */
  ignored: count,
  /** Sentences on what was left out of archives. */
  warnings: z.array(z.string()),
  /** The step of the history that holds all it added, once there is one. */
  step: count.optional(),
  options: importOptionsSchema,
});
export type ImportSession = z.infer<typeof importSessionSchema>;

/** Another source that an item is the same as, or very like. */
export const importDuplicateSchema = z.object({
  /** What is the same: the file, (nearly) the text, an identifier, or title, author and year. */
  by: z.enum(['bytes', 'text', 'doi', 'isbn', 'url', 'citation']),
  /** How much of both texts is the same, from 0 to 1; 1 for the same file. */
  likeness: z.number().min(0).max(1),
  title: z.string(),
  /** In the library. */
  sourceId: idSchema.optional(),
  /** In the library's trash. */
  trashed: z.boolean().optional(),
  /** An earlier item of the same drop. */
  key: z.string().optional(),
});
export type ImportDuplicate = z.infer<typeof importDuplicateSchema>;

export const importItemSchema = z.object({
  /** Names the item within its session. */
  key: z.string(),
  /** Where it lay in the drop; parts of archives as `letters.zip/1920/may.txt`. */
  file: z.string(),
  standing: importStandingSchema,
  /** The name of its format for people; empty until it is known. */
  kind: z.string(),
  csl: cslSchema,
  /** Of the source; the file's name until it is read. */
  title: z.string(),
  words: count,
  paragraphs: count,
  pictures: count,
  /** BCP 47, when known. */
  language: z.string().optional(),
  /** A reference without a text of its own. */
  record: z.boolean().optional(),
  /** Files of the drop whose text became this record's. */
  attachments: z.array(z.string()).optional(),
  /** Sentences on what was read with doubt. */
  warnings: z.array(z.string()),
  /** Why it could not be read, and what can be done. */
  failure: z.object({ code: z.string(), message: z.string() }).optional(),
  /** Of text files: what they were read in, whether that is sure, and what else it may be. */
  encoding: z
    .object({
      used: z.string(),
      sure: z.boolean(),
      candidates: z.array(z.object({ encoding: z.string(), sample: z.string() })),
    })
    .optional(),
  /** Of web pages: which part was asked for. */
  page: pageChoiceSchema.optional(),
  duplicate: importDuplicateSchema.optional(),
  decision: importDecisionSchema,
  tags: z.array(z.string()),
  /** The first words of the text. */
  excerpt: z.string(),
  /** The source that was made or revised. */
  sourceId: idSchema.optional(),
});
export type ImportItem = z.infer<typeof importItemSchema>;

/** What came of a session. */
export const importOutcomeSchema = z.object({
  added: z.array(
    z.object({
      file: z.string(),
      id: idSchema,
      title: z.string(),
      words: count,
      paragraphs: count,
      warnings: z.array(z.string()),
    }),
  ),
  revised: z.array(
    z.object({
      file: z.string(),
      id: idSchema,
      title: z.string(),
      /** Highlights that wait for review in the new text. */
      review: count,
    }),
  ),
  /** `id` and `title` are those of the source that is there already. */
  skipped: z.array(
    z.object({
      file: z.string(),
      id: idSchema.optional(),
      title: z.string(),
      reason: z.string(),
    }),
  ),
  failed: z.array(z.object({ file: z.string(), code: z.string(), message: z.string() })),
  /** All of it as plain text, to be copied. */
  text: z.string(),
});
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

/** Changes to one item or several; what is absent stays. */
export const importChangeSchema = z.object({
  decision: importDecisionSchema.optional(),
  /** Fields of the metadata; one set to null is removed. */
  csl: z.partialRecord(cslSchema.keyof(), z.unknown()).optional(),
  /** In place of the item's tags. */
  tags: z.array(z.string().trim().min(1).max(100)).max(100).optional(),
  /** Reads the item's file again in this encoding. */
  encoding: z.string().max(40).optional(),
  /** Reads the item's page again. */
  page: pageChoiceSchema.optional(),
});
