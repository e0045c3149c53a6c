/** The notebook's nouns as the contract carries them. Dates are ISO 8601 in UTC. */
import { z } from 'zod';
import { citationLocaleSchema, citationStyleSchema } from './citations.ts';
import { cslSchema } from './csl.ts';
import { referenceSchema, sourceDocumentSchema } from './document.ts';
import { richTextSchema } from './rich-text.ts';

export const idSchema = z.uuid();
const date = z.iso.datetime();
const count = z.number().int().nonnegative();
const offset = z.number().int().nonnegative();

/** The things that can be tagged, put in the trash and found. */
export const labelIdSchema = z.enum(['yellow', 'green', 'blue', 'red', 'purple']);
export type LabelId = z.infer<typeof labelIdSchema>;

export const labelSchema = z.object({
  id: labelIdSchema,
  /** The name that the researcher gives; at first the colour's. */
  name: z.string(),
  /** How the rule under the text is drawn, so that colour is never alone. */
  pattern: z.enum(['solid', 'dotted', 'dashed', 'double', 'wavy']),
});
export type Label = z.infer<typeof labelSchema>;

export const caseSummarySchema = z.object({
  id: idSchema,
  title: z.string(),
  question: z.string(),
  color: labelIdSchema,
  sources: count,
  notes: count,
  highlights: count,
  createdAt: date,
  updatedAt: date,
});
export type CaseSummary = z.infer<typeof caseSummarySchema>;

export const sourceSummarySchema = z.object({
  id: idSchema,
  title: z.string(),
  csl: cslSchema,
  words: count,
  highlights: count,
  tags: z.array(z.string()),
  /** The case files that hold it. */
  caseIds: z.array(idSchema),
  createdAt: date,
  updatedAt: date,
});
export type SourceSummary = z.infer<typeof sourceSummarySchema>;

export const revisionSchema = z.object({
  id: idSchema,
  /** 1 for the first. */
  number: z.number().int().positive(),
  /** SHA-256 of the canonical text, in hex. */
  textSha256: z.string(),
  words: count,
  /** BCP 47, when known. */
  language: z.string().optional(),
  createdAt: date,
});
export type Revision = z.infer<typeof revisionSchema>;

/** All that is known of a source but its text, which is the document of its current revision. */
export const sourceInfoSchema = sourceSummarySchema.extend({
  revision: revisionSchema,
  revisions: count,
  /** The file the source was read from, byte for byte, when there was one. */
  original: z
    .object({ sha256: z.string(), name: z.string(), bytes: count, mediaType: z.string() })
    .optional(),
});
export type SourceInfo = z.infer<typeof sourceInfoSchema>;

export const sourceDetailSchema = sourceInfoSchema.extend({ document: sourceDocumentSchema });
export type SourceDetail = z.infer<typeof sourceDetailSchema>;

/** Where a text was read last, whatever the width of the column and the size of its letters. */
export const readingPlaceSchema = z.object({
  /** Start of the paragraph at the top of the pane, in the canonical text. */
  offset,
  /** How far the pane's top lies below the paragraph's, in CSS pixels. */
  below: z.number().int(),
});
export type ReadingPlace = z.infer<typeof readingPlaceSchema>;

/**
 * How a passage stands in the current revision: on the same words at the same place; on the same
 * words elsewhere; on words that were changed; nowhere for sure, so that a person has to look; or
 * nowhere, as a person decided.
 */
export const anchorStatusSchema = z.enum(['exact', 'moved', 'changed', 'review', 'unanchored']);
export type AnchorStatus = z.infer<typeof anchorStatusSchema>;

export const passageSchema = z.object({
  /** In the current revision; for `review` and `unanchored`, in the last one it was found in. */
  start: offset,
  end: offset,
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  /** ¶ number in the same revision. */
  paragraph: z.number().int().positive().optional(),
  status: anchorStatusSchema,
  /** How sure the place is, from 0 to 1. */
  score: z.number().min(0).max(1),
  /** The words that were highlighted in the first place. */
  made: z.string(),
});
export type Passage = z.infer<typeof passageSchema>;

export const annotationSchema = z.object({
  body: richTextSchema,
  /** The body's plain text. */
  text: z.string(),
  /** Goes up by one at every save; 0 when there is no annotation yet. */
  version: count,
  updatedAt: date.optional(),
});
export type Annotation = z.infer<typeof annotationSchema>;

export const highlightSchema = z.object({
  id: idSchema,
  sourceId: idSchema,
  sourceTitle: z.string(),
  label: labelIdSchema,
  author: z.string(),
  passages: z.array(passageSchema).min(1),
  /** The pages of the original that its passages touch, where the text tells: "12", "12-13". */
  pages: z.string().optional(),
  annotation: annotationSchema,
  tags: z.array(z.string()),
  createdAt: date,
  updatedAt: date,
});
export type Highlight = z.infer<typeof highlightSchema>;

export const noteSummarySchema = z.object({
  id: idSchema,
  title: z.string(),
  /** The beginning of its text. */
  excerpt: z.string(),
  words: count,
  tags: z.array(z.string()),
  caseIds: z.array(idSchema),
  createdAt: date,
  updatedAt: date,
});
export type NoteSummary = z.infer<typeof noteSummarySchema>;

export const noteSchema = noteSummarySchema.extend({
  body: richTextSchema,
  /** Goes up by one at every save; a save names the version it was made from. */
  version: count,
});
export type Note = z.infer<typeof noteSchema>;

/** A note or a comment that leads to something, with the words around the first place where it does. */
export const backlinkSchema = z.object({
  from: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('note'), id: idSchema }),
    z.object({ kind: z.literal('highlight'), id: idSchema, sourceId: idSchema }),
  ]),
  /** The note's, or that of the source that the comment is on. */
  title: z.string(),
  excerpt: z.string(),
});
export type Backlink = z.infer<typeof backlinkSchema>;

/** What a link or a citation leads to, as it is now. `title` is empty when it is gone. */
export const linkTargetSchema = referenceSchema.extend({
  title: z.string(),
  state: z.enum(['there', 'trash', 'gone']),
  /** Of a source. */
  csl: cslSchema.optional(),
});
export type LinkTarget = z.infer<typeof linkTargetSchema>;

/** One place in a case file's outline, in order. */
export const outlineItemSchema = z.discriminatedUnion('kind', [
  z.object({ id: idSchema, kind: z.literal('source'), source: sourceSummarySchema }),
  z.object({ id: idSchema, kind: z.literal('note'), note: noteSummarySchema }),
]);
export type OutlineItem = z.infer<typeof outlineItemSchema>;

export const caseDetailSchema = caseSummarySchema.extend({
  outline: z.array(outlineItemSchema),
  /** The note of the outline that sums the case file up, when one is marked as doing so. */
  summaryNoteId: idSchema.optional(),
  /** How its citations are set, where that is not as in the settings. */
  citationStyle: citationStyleSchema.optional(),
  citationLocale: citationLocaleSchema.optional(),
});
export type CaseDetail = z.infer<typeof caseDetailSchema>;

/** A place that a passage under review may belong to, best first. */
export const candidateSchema = z.object({
  start: offset,
  end: offset,
  exact: z.string(),
  score: z.number().min(0).max(1),
  paragraph: z.number().int().positive().optional(),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** An earlier text of a note. */
export const noteVersionSchema = z.object({
  id: idSchema,
  title: z.string(),
  words: count,
  /**
   * Why it was kept: time had passed, most of it went, another version took its place, another save
   * came first, words were replaced all over it.
   */
  reason: z.enum(['interval', 'removal', 'restore', 'conflict', 'replacement']),
  createdAt: date,
});
export type NoteVersion = z.infer<typeof noteVersionSchema>;

/** The kinds of picture that are kept and shown. */
export const PICTURE_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** A picture in files/; width and height in pixels, where its head tells them. */
export const pictureSchema = z.object({
  sha256: z.string(),
  mediaType: z.enum(PICTURE_TYPES),
  bytes: count,
  width: count.optional(),
  height: count.optional(),
});
export type Picture = z.infer<typeof pictureSchema>;

/** Something that was done and can be undone, or was undone and can be done again. */
export const historyStepSchema = z.object({
  id: z.number().int().positive(),
  label: z.string(),
  createdAt: date,
  undone: z.boolean(),
});
export type HistoryStep = z.infer<typeof historyStepSchema>;

export const trashKindSchema = z.enum(['case', 'source', 'note', 'highlight']);
export type TrashKind = z.infer<typeof trashKindSchema>;

export const trashedSchema = z.object({
  kind: trashKindSchema,
  id: idSchema,
  title: z.string(),
  trashedAt: date,
});
export type Trashed = z.infer<typeof trashedSchema>;

export const tagSchema = z.object({ name: z.string(), uses: count });
export type Tag = z.infer<typeof tagSchema>;

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Put on new highlights and on exports; may be empty. */
  author: z.string().max(200),
  paper: z.enum(['a4', 'letter']),
  /** Reading size in CSS pixels. */
  readingSize: z.number().min(14).max(28),
  readingFace: z.enum(['serif', 'sans']),
  /** The longest line of a text, in characters of middling width. */
  readingMeasure: z.number().int().min(45).max(110),
  /** From one line to the next, as a multiple of the reading size. */
  readingLeading: z.number().min(1.3).max(2.1),
  /** Whether both edges of a text are straight. */
  readingJustified: z.boolean(),
  /** The longest that one file may take to be read, in seconds. */
  importSeconds: z.number().int().min(5).max(3600),
  /** The most memory that reading one file may take, in megabytes. */
  importMegabytes: z.number().int().min(1024).max(16_384),
  /** How citations and bibliographies are set, and in what language. */
  citationStyle: citationStyleSchema,
  citationLocale: citationLocaleSchema,
  railWidth: z.number().min(180).max(420),
  inspectorWidth: z.number().min(240).max(560),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  author: '',
  paper: 'a4',
  readingSize: 19,
  readingFace: 'serif',
  readingMeasure: 80,
  readingLeading: 1.58,
  readingJustified: false,
  citationStyle: 'apa',
  citationLocale: 'en-US',
  importSeconds: 60,
  importMegabytes: 1536,
  railWidth: 244,
  inspectorWidth: 343,
};

export const hitKindSchema = z.enum(['source', 'highlight', 'note', 'case', 'tag']);
export type HitKind = z.infer<typeof hitKindSchema>;

/** A stretch of text with the places in it that a query matched, as [start, end) offsets. */
export const markedTextSchema = z.object({
  text: z.string(),
  marks: z.array(z.tuple([offset, offset])),
});
export type MarkedText = z.infer<typeof markedTextSchema>;

const passagePlaceSchema = z.object({
  start: offset,
  end: offset,
  paragraph: z.number().int().positive().optional(),
  /** The pages of the original, where the text tells: "12", "12-13". */
  pages: z.string().optional(),
});

/** A place in a hit's text that shows why it was found, and where in its source that is. */
export const snippetSchema = markedTextSchema.extend({ passage: passagePlaceSchema.optional() });
export type Snippet = z.infer<typeof snippetSchema>;

export const hitSchema = z.object({
  kind: hitKindSchema,
  /** Of the source, highlight, note or case; for a tag, its name. */
  id: z.string(),
  title: z.string(),
  titleMarks: z.array(z.tuple([offset, offset])),
  snippet: z.string(),
  snippetMarks: z.array(z.tuple([offset, offset])),
  source: idSchema.optional(),
  /** Where in the source to go: the first match, or the highlight's first passage that has a place. */
  passage: passagePlaceSchema.optional(),
  score: z.number(),
  /** The best places in its text, the best first; with `snippet` as the first of them. */
  snippets: z.array(snippetSchema).optional(),
  /** Why it stands where it stands, in sentences; only when asked for. */
  explain: z.array(z.string()).optional(),
  updatedAt: date.optional(),
});
export type Hit = z.infer<typeof hitSchema>;

/** What the matches of a query can be narrowed by. */
export const facetKeySchema = z.enum([
  'type',
  'case',
  'tag',
  'author',
  'year',
  'label',
  'language',
]);
export type FacetKey = z.infer<typeof facetKeySchema>;

export const facetSchema = z.object({
  /** What stands after the key in the query language. */
  value: z.string(),
  /** What a person calls it. */
  label: z.string(),
  /** How many of all the matches have it. */
  count,
});
export type Facet = z.infer<typeof facetSchema>;

/** What is wrong with a query, where ([start, end) in it), and what was done instead. */
export const searchProblemSchema = z.object({
  code: z.string(),
  start: offset,
  end: offset,
  message: z.string(),
});

/** A word that was searched for one of the query's, and how it came to that. */
export const correctionSchema = z.object({
  from: z.string(),
  to: z.string(),
  /**
   * `completed`: it begins so; `inflected`: another form of the word; `spelled`: the name in another
   * script; `corrected`: taken for a typing error.
   */
  how: z.enum(['completed', 'inflected', 'spelled', 'corrected']),
});
export type Correction = z.infer<typeof correctionSchema>;

export const searchReplySchema = z.object({
  hits: z.array(hitSchema),
  /** All that match, also beyond the limit; per kind. */
  total: count,
  counts: z.partialRecord(hitKindSchema, count),
  /** Words searched instead of the ones typed, or beside them, and said so. */
  corrections: z.array(correctionSchema),
  /** Over all that match, the commonest first; only when asked for. */
  facets: z.partialRecord(facetKeySchema, z.array(facetSchema)).optional(),
  problems: z.array(searchProblemSchema),
  /** When nothing was found: the words that nothing holds, and the nearest that something does. */
  failing: z.array(z.object({ term: z.string(), nearest: z.array(z.string()) })).optional(),
  ms: z.number(),
});
export type SearchReply = z.infer<typeof searchReplySchema>;

/** What a PDF is accepted as: accessible (PDF/UA), or for the archive (PDF/A). */
export const pdfStandardSchema = z.enum(['ua-1', 'a-2a', 'a-3a']);
export type PdfStandard = z.infer<typeof pdfStandardSchema>;

export const searchSortSchema = z.enum(['relevance', 'newest', 'oldest']);
export type SearchSort = z.infer<typeof searchSortSchema>;

/** A search kept under a name. All that it asks for stands in its query. */
export const savedSearchSchema = z.object({
  id: idSchema,
  name: z.string(),
  query: z.string(),
  sort: searchSortSchema,
  createdAt: date,
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;

/** What was opened and searched for last, the latest first. */
export const recentsSchema = z.object({
  opened: z.array(z.object({ kind: z.enum(['source', 'note']), id: idSchema, title: z.string() })),
  searches: z.array(z.string()),
  /** The case file that was open last; it may be gone. */
  caseId: idSchema.optional(),
});
export type Recents = z.infer<typeof recentsSchema>;

/** How a case file is exported; every part can be left out but the cover and the contents. */
export const exportOptionsSchema = z.object({
  paper: z.enum(['a4', 'letter']).default('a4'),
  /** How much of each source is printed. */
  extent: z.enum(['full', 'excerpts', 'quotations']).default('full'),
  /** The note that sums the case file up, and what the labels mean. */
  summary: z.boolean().default(true),
  /** The other notes, as the analysis. */
  notes: z.boolean().default(true),
  sources: z.boolean().default(true),
  annotations: z.boolean().default(true),
  /** Unticked items of checklists, and highlights that wait for review. */
  openQuestions: z.boolean().default(true),
  bibliography: z.boolean().default(true),
  index: z.boolean().default(true),
  record: z.boolean().default(true),
  /** The labels whose highlights are printed. */
  labels: z.array(labelIdSchema).default([...labelIdSchema.options]),
  standard: pdfStandardSchema.default('ua-1'),
  /** Puts the case file's bundle into the PDF, to be imported again. */
  attachBundle: z.boolean().default(false),
  /** What is on the back of a card to learn from. */
  hides: z.enum(['comment', 'quotation']).default('comment'),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

export const jobSchema = z.object({
  id: idSchema,
  kind: z.enum(['export', 'import', 'backup', 'preview', 'index']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** What it is doing, in words. */
  step: z.string(),
  /** From 0 to 1; absent when it can't be told. */
  progress: z.number().min(0).max(1).optional(),
  /**
   * When done: where the result can be fetched, its name, size in bytes, pages if paged, and
   * sentences on what is not in it as it is in the library. A preview has one before, of its cover.
   */
  result: z
    .object({
      path: z.string(),
      name: z.string(),
      bytes: count,
      pages: count.optional(),
      leftOut: z.array(z.string()).optional(),
    })
    .optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type Job = z.infer<typeof jobSchema>;

export const importedSchema = z.object({
  file: z.string(),
  id: idSchema,
  title: z.string(),
  words: count,
  paragraphs: count,
});
export const importReportSchema = z.object({
  imported: z.array(importedSchema),
  skipped: z.array(
    z.object({ file: z.string(), id: idSchema, title: z.string(), reason: z.string() }),
  ),
  failed: z.array(z.object({ file: z.string(), code: z.string(), message: z.string() })),
});
export type ImportReport = z.infer<typeof importReportSchema>;

export const annotationReportSchema = z.object({
  /** Highlights that were made. */
  imported: count,
  /** Of these, how many have a passage that waits for review. */
  review: count,
  skipped: z.array(z.object({ id: z.string(), reason: z.string() })),
});
export type AnnotationReport = z.infer<typeof annotationReportSchema>;

export const libraryInfoSchema = z.object({
  folder: z.string(),
  /** Of the program. */
  version: z.string(),
  /** Of the database. */
  schema: count,
  sources: count,
  highlights: count,
  notes: count,
  cases: count,
  /** Sources that are in no case file. */
  inbox: count,
  trashed: count,
  lastBackupAt: date.optional(),
});
export type LibraryInfo = z.infer<typeof libraryInfoSchema>;

export const backupSchema = z.object({
  path: z.string(),
  bytes: count,
  createdAt: date,
});
export type Backup = z.infer<typeof backupSchema>;

export const checkReportSchema = z.object({
  ok: z.boolean(),
  /** One sentence for each thing that is wrong, with what to do. */
  problems: z.array(z.string()),
  checked: z.object({ sources: count, highlights: count, notes: count, files: count }),
});
export type CheckReport = z.infer<typeof checkReportSchema>;
