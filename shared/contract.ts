/**
 * Every call and every event of the notebook, declared once.
 *
 * The handler table of the core, the argument checks at the boundary and the typed client of the
 * renderer derive from `contract`. `topics` are what a read depends on and what a write changes: a
 * successful write sends them in a `changed` event, and views that depend on them read again.
 */
import { z } from 'zod';
import {
  anchorStatusSchema,
  annotationReportSchema,
  annotationSchema,
  backlinkSchema,
  backupSchema,
  candidateSchema,
  caseDetailSchema,
  caseSummarySchema,
  checkReportSchema,
  exportOptionsSchema,
  highlightSchema,
  historyStepSchema,
  idSchema,
  importReportSchema,
  jobSchema,
  labelIdSchema,
  labelSchema,
  libraryInfoSchema,
  linkTargetSchema,
  noteSchema,
  noteSummarySchema,
  noteVersionSchema,
  pictureSchema,
  readingPlaceSchema,
  revisionSchema,
  recentsSchema,
  savedSearchSchema,
  searchReplySchema,
  searchSortSchema,
  settingsSchema,
  sourceInfoSchema,
  sourceSummarySchema,
  tagSchema,
  trashedSchema,
  trashKindSchema,
} from './domain.ts';
import {
  bibliographySchema,
  citationLocaleSchema,
  citationStyleSchema,
  citedPlacesSchema,
  citedTextSchema,
  listedStyleSchema,
  readReferenceSchema,
  setCitationsSchema,
} from './citations.ts';
import { bundlePreviewSchema, bundleReportSchema, bundleWishSchema } from './bundle/preview.ts';
import { cslSchema } from './csl.ts';
import {
  blockSchema,
  citationSchema,
  referenceSchema,
  runSchema,
  sourceDocumentSchema,
} from './document.ts';
import {
  importChangeSchema,
  importFormatSchema,
  importItemSchema,
  importOptionsSchema,
  importOutcomeSchema,
  importPasteSchema,
  importSessionSchema,
  importUploadSchema,
} from './imports.ts';
import { EXPORT_FORMAT_IDS } from './export-formats.ts';
import { ERROR_CODES, type Result } from './result.ts';
import { richTextSchema } from './rich-text.ts';
import { countArgsSchema, findArgsSchema } from './search-calls.ts';
import { TOPICS, type Topic } from './topics.ts';

interface Call<A extends z.ZodType, R extends z.ZodType> {
  access: 'read' | 'write';
  topics: readonly Topic[];
  args: A;
  reply: R;
}

function read<A extends z.ZodType, R extends z.ZodType>(
  topics: readonly Topic[],
  args: A,
  reply: R,
): Call<A, R> {
  return { access: 'read', topics, args, reply };
}

function write<A extends z.ZodType, R extends z.ZodType>(
  topics: readonly Topic[],
  args: A,
  reply: R,
): Call<A, R> {
  return { access: 'write', topics, args, reply };
}

/** Where the library is, where the one before it was kept, and whether it is the one that is open. */
const switchedSchema = z.object({
  folder: z.string(),
  keptAside: z.string().optional(),
  opened: z.boolean(),
});
const none = z.object({});
const nothing = z.null();
const byId = z.object({ id: idSchema });
const title = z.string().trim().min(1, 'A title needs at least one character.').max(500);
const question = z.string().trim().max(2000);
const searchName = z
  .string()
  .trim()
  .min(1, 'A saved search needs a name of at least one character.')
  .max(200);
const searchQuery = z
  .string()
  .trim()
  .min(1, 'There is nothing to search for in an empty query.')
  .max(2000);
const tagName = z.string().trim().min(1).max(100);
const importKeys = z.array(z.string().max(100)).min(1).max(50_000);
/** Things that one call may add to a case file, or tag. */
export const MOST_AT_ONCE = 5000;
const trashItems = z
  .array(z.object({ kind: trashKindSchema, id: idSchema }))
  .min(1)
  .max(1000);

/** The text a passage is made from: a position in the current revision, or a quote found in it. */
export const passageInputSchema = z.union([
  z.object({ start: z.number().int().nonnegative(), end: z.number().int().positive() }),
  z.object({
    quote: z.string().min(1).max(100_000),
    prefix: z.string().optional(),
    suffix: z.string().optional(),
  }),
]);
export type PassageInput = z.infer<typeof passageInputSchema>;

export const contract = {
  'library.info': read(
    ['library', 'sources', 'highlights', 'notes', 'cases', 'trash'],
    none,
    libraryInfoSchema,
  ),
  /** Looks at the database, the index and every file; changes nothing. */
  'library.check': read([], none, checkReportSchema),
  /** Copies the database to backups/ while it is in use, and opens the copy to check it. */
  'library.backup': write(['library'], none, backupSchema),

  /** Starts to pack the whole library into one file, which comes from the job's result. */
  'library.pack': write([], none, jobSchema),
  /**
   * Unpacks a library in one file, checks all of it, and puts it in the place of the open one, which
   * is kept aside; or into `folder`, which must be new or empty, and leaves the open one alone.
   */
  'library.restore': write(
    ['library'],
    z.object({
      from: z.union([z.object({ upload: idSchema }), z.object({ path: z.string().min(1) })]),
      folder: z.string().min(1).max(4000).optional(),
    }),
    switchedSchema,
  ),
  /** Copies the library into a new or empty folder, checks the copy, opens it, and keeps the old aside. */
  'library.move': write(
    ['library'],
    z.object({ folder: z.string().trim().min(1).max(4000) }),
    switchedSchema,
  ),

  'settings.get': read(['settings'], none, settingsSchema),
  'settings.update': write(['settings'], settingsSchema.partial(), settingsSchema),

  /** Sets citations in a style: of sources, or of metadata that nobody saved yet. */
  'citations.format': read(
    ['sources', 'settings', 'trash'],
    z.object({
      of: z.union([
        z.object({ items: z.array(cslSchema).max(500) }),
        z.object({ sourceIds: z.array(idSchema).max(500) }),
      ]),
      /** Those of the settings where they are left out. */
      style: citationStyleSchema.optional(),
      locale: citationLocaleSchema.optional(),
    }),
    setCitationsSchema,
  ),
  /** The styles to choose from, by their titles. */
  'citations.styles': read(['settings'], none, z.array(listedStyleSchema)),
  /**
   * Adds a style of the Citation Style Language; `name` is that of its file. It is looked at, and
   * tried out, before it is kept; one that has its id is replaced.
   */
  'citations.addStyle': write(
    ['settings'],
    z.object({ text: z.string(), name: z.string().max(1000).default('') }),
    listedStyleSchema,
  ),
  /** Takes a style away that was added; what is set in it is set in APA from then on. */
  'citations.removeStyle': write(
    ['settings', 'cases'],
    z.object({ id: citationStyleSchema }),
    listedStyleSchema,
  ),
  /** The list of works of a case file, or of chosen sources, in the style that counts there. */
  'citations.bibliography': read(
    ['sources', 'notes', 'highlights', 'cases', 'settings', 'trash'],
    z.object({
      of: z.union([
        z.object({ caseId: idSchema }),
        z.object({ sourceIds: z.array(idSchema).max(5000) }),
      ]),
      style: citationStyleSchema.optional(),
      locale: citationLocaleSchema.optional(),
    }),
    bibliographySchema.extend({ style: citationStyleSchema, locale: citationLocaleSchema }),
  ),
  /**
   * How the citations of a text read in the style that counts, while it is written. A line is a
   * paragraph with something cited in it: its citations and footnotes, and "x" for words between.
   */
  'citations.text': read(
    ['sources', 'cases', 'settings', 'trash'],
    z.object({
      lines: z.array(z.array(runSchema).max(5000)).max(5000),
      caseId: idSchema.optional(),
    }),
    citedTextSchema,
  ),
  /** A text that is only read, with its citations as the style that counts sets them. */
  'citations.body': read(
    ['sources', 'cases', 'settings', 'trash'],
    z.object({ body: richTextSchema, caseId: idSchema.optional() }),
    z.array(blockSchema),
  ),
  /** Citations of places in sources, or of highlights, each as it stands alone in the text. */
  'citations.cite': read(
    ['sources', 'highlights', 'cases', 'settings', 'trash'],
    z.object({
      of: z.union([
        z.object({ cites: z.array(citationSchema).max(500) }),
        z.object({ highlightIds: z.array(idSchema).max(5000) }),
      ]),
      caseId: idSchema.optional(),
    }),
    citedPlacesSchema,
  ),
  /** What a pasted reference list says: BibTeX, RIS, CSL-JSON and the others. */
  'citations.read': read(
    [],
    z.object({ text: z.string().min(1).max(5_000_000) }),
    z.array(readReferenceSchema),
  ),

  'labels.list': read(['labels'], none, z.array(labelSchema)),
  'labels.rename': write(
    ['labels'],
    z.object({ id: labelIdSchema, name: z.string().trim().min(1).max(60) }),
    labelSchema,
  ),

  'cases.list': read(
    ['cases', 'sources', 'highlights', 'notes', 'trash'],
    none,
    z.array(caseSummarySchema),
  ),
  'cases.get': read(
    ['cases', 'sources', 'highlights', 'notes', 'tags', 'trash'],
    byId,
    caseDetailSchema,
  ),
  'cases.create': write(
    ['cases'],
    z.object({ title, question: question.default('') }),
    caseSummarySchema,
  ),
  'cases.update': write(
    ['cases'],
    z.object({
      id: idSchema,
      title: title.optional(),
      question: question.optional(),
      color: labelIdSchema.optional(),
      /** A note of its outline that sums it up, in exports too; null for none. */
      summaryNoteId: idSchema.nullable().optional(),
      /** How its citations are set; null for as in the settings. */
      citationStyle: citationStyleSchema.nullable().optional(),
      citationLocale: citationLocaleSchema.nullable().optional(),
    }),
    caseSummarySchema,
  ),
  /** Moves a case file before another in the rail; to the end when `before` is null. */
  'cases.move': write(['cases'], z.object({ id: idSchema, before: idSchema.nullable() }), nothing),
  /** Adds the case that the program comes with once more, as a new case file. */
  'cases.addPreloaded': write(
    ['cases', 'sources', 'highlights', 'notes', 'tags'],
    none,
    caseSummarySchema,
  ),

  /**
   * Compares an uploaded bundle with the library and says what importing it would do. Writes down
   * what was changed here since bundles went round last, but nothing that anybody sees.
   */
  'bundles.preview': write([], z.object({ upload: idSchema }), bundlePreviewSchema),
  /** Imports an uploaded bundle as one step; the upload is used up. */
  'bundles.import': write(
    ['cases', 'sources', 'notes', 'highlights', 'tags', 'trash'],
    bundleWishSchema.extend({ upload: idSchema }),
    bundleReportSchema,
  ),

  /** Puts a source or a note in a case file, at the end; the same one twice changes nothing. */
  'outline.add': write(
    ['cases', 'sources', 'notes'],
    z.object({
      caseId: idSchema,
      kind: z.enum(['source', 'note']),
      id: idSchema,
    }),
    nothing,
  ),
  /** Puts several sources and notes at the end of a case file; those it has stay where they are. */
  'outline.addAll': write(
    ['cases', 'sources', 'notes'],
    z.object({
      caseId: idSchema,
      items: z
        .array(z.object({ kind: z.enum(['source', 'note']), id: idSchema }))
        .min(1)
        .max(MOST_AT_ONCE, `At most ${MOST_AT_ONCE} things can be added at once.`),
    }),
    z.object({ added: z.number().int().nonnegative() }),
  ),
  /** Moves an item of an outline before another; to the end when `before` is null. */
  'outline.move': write(
    ['cases'],
    z.object({ itemId: idSchema, before: idSchema.nullable() }),
    nothing,
  ),
  /** Takes an item out of a case file; the source or note itself stays in the library. */
  'outline.remove': write(['cases', 'sources', 'notes'], z.object({ itemId: idSchema }), nothing),

  'sources.list': read(
    ['sources', 'cases', 'highlights', 'tags', 'trash'],
    z.object({
      caseId: idSchema.optional(),
      inbox: z.boolean().optional(),
      tag: tagName.optional(),
    }),
    z.array(sourceSummarySchema),
  ),
  'sources.get': read(['sources', 'cases', 'highlights', 'tags', 'trash'], byId, sourceInfoSchema),
  /** The canonical text of the current revision. */
  'sources.text': read(['sources'], byId, z.object({ text: z.string() })),
  /** Where a source was read last; null for its beginning. Nobody waits to hear of it. */
  'sources.place': read([], byId, readingPlaceSchema.nullable()),
  'sources.keepPlace': write(
    [],
    z.object({ id: idSchema, place: readingPlaceSchema.nullable() }),
    nothing,
  ),
  /** Changes metadata; a field set to null is removed. */
  'sources.update': write(
    ['sources', 'tags'],
    z.object({
      id: idSchema,
      csl: z.partialRecord(cslSchema.keyof(), z.unknown()),
      /** Replaces the tags in the same step. */
      tags: z.array(tagName).max(100).optional(),
    }),
    sourceSummarySchema,
  ),
  /** Makes a source of pasted text, or of pasted HTML, which then counts before the text. */
  'sources.paste': write(
    ['sources', 'cases'],
    z.object({
      text: z.string(),
      html: z.string().optional(),
      title: z.string().trim().max(500).optional(),
      url: z.string().trim().max(4000).optional(),
      caseId: idSchema.optional(),
    }),
    importReportSchema,
  ),
  /** Makes sources of files that were uploaded before; each upload is used up. */
  'sources.import': write(
    ['sources', 'cases'],
    z.object({ uploads: z.array(idSchema).min(1).max(5000), caseId: idSchema.optional() }),
    importReportSchema,
  ),

  /**
   * Begins an import of what was dropped or pasted; uploads are used up. Files are read in the
   * background, and `changed` events of the topic `imports` tell of progress. Nothing gets into the
   * library before `imports.add`.
   */
  'imports.start': write(
    ['imports'],
    z.object({
      uploads: z.array(importUploadSchema).max(50_000).default([]),
      paste: importPasteSchema.optional(),
      caseId: idSchema.optional(),
      options: importOptionsSchema.prefault({}),
    }),
    importSessionSchema,
  ),
  /** What can be read, for people and for fields that choose files. */
  'imports.formats': read([], none, z.array(importFormatSchema)),
  /** The sessions that are not done or cancelled, the newest first. */
  'imports.list': read(['imports'], none, z.array(importSessionSchema)),
  'imports.get': read(['imports'], byId, importSessionSchema),
  /** Items in the order of their paths; their places may shift while archives are opened. */
  'imports.items': read(
    ['imports'],
    z.object({
      id: idSchema,
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    z.array(importItemSchema),
  ),
  /** Changes items that were not added yet: those named, or all when `keys` is absent. */
  'imports.change': write(
    ['imports'],
    importChangeSchema.extend({ id: idSchema, keys: importKeys.optional() }),
    importSessionSchema,
  ),
  /**
   * Begins to add items: those named, or all when `keys` is absent, also those still to be read.
   * All that a session adds is one step of the history.
   */
  'imports.add': write(
    ['imports', 'cases'],
    z.object({
      id: idSchema,
      keys: importKeys.optional(),
      /** In place of the session's case file; none when null. */
      caseId: idSchema.nullable().optional(),
      /** A case file to be made for them. */
      newCase: z.object({ title, question: question.default('') }).optional(),
      /** For all of them, beside their own. */
      tags: z.array(tagName).max(100).default([]),
    }),
    importSessionSchema,
  ),
  /** Ends a session; what was added stays. One that is done stays as it is. */
  'imports.cancel': write(['imports'], byId, importSessionSchema),
  /** What came of a session so far. */
  'imports.report': read(['imports'], byId, importOutcomeSchema),

  /** Every revision of a source, the newest first. */
  'sources.revisions': read(['sources'], byId, z.array(revisionSchema)),
  /** A text once read never changes, so that nothing has to read it again. */
  'sources.revision': read(
    [],
    z.object({ id: idSchema, number: z.number().int().positive() }),
    revisionSchema.extend({ document: sourceDocumentSchema }),
  ),
  /**
   * Gives a source another text, as a new revision: that of an upload, a pasted one, or the present
   * one with stretches of it replaced. Highlights are looked for in the new text; what is not found
   * for sure waits for review.
   */
  'sources.revise': write(
    ['sources', 'highlights'],
    z.object({
      id: idSchema,
      by: z.union([
        z.object({ upload: idSchema }),
        z.object({ text: z.string(), html: z.string().optional() }),
        z.object({
          edits: z
            .array(
              z.object({
                start: z.number().int().nonnegative(),
                end: z.number().int().nonnegative(),
                text: z.string(),
              }),
            )
            .min(1)
            .max(1000),
        }),
      ]),
    }),
    sourceSummarySchema.extend({
      revision: revisionSchema,
      /** Passages by how they stand in the new text. */
      anchors: z.partialRecord(anchorStatusSchema, z.number().int()),
    }),
  ),

  'highlights.list': read(
    ['highlights', 'sources', 'tags', 'cases', 'trash'],
    z.object({ sourceId: idSchema.optional(), caseId: idSchema.optional() }),
    z.array(highlightSchema),
  ),
  'highlights.create': write(
    ['highlights'],
    z.object({
      sourceId: idSchema,
      label: labelIdSchema.default('yellow'),
      passages: z.array(passageInputSchema).min(1).max(50),
      comment: richTextSchema.optional(),
    }),
    highlightSchema,
  ),
  'highlights.relabel': write(
    ['highlights'],
    z.object({ id: idSchema, label: labelIdSchema }),
    highlightSchema,
  ),

  /** Where a passage under review may belong, best first; none when its words are gone. */
  'highlights.candidates': read(
    ['sources', 'highlights'],
    z.object({ id: idSchema, passage: z.number().int().nonnegative() }),
    z.array(candidateSchema),
  ),
  /** Puts a passage where a person says it belongs in the current revision. */
  'highlights.anchor': write(
    ['highlights'],
    z.object({
      id: idSchema,
      passage: z.number().int().nonnegative(),
      start: z.number().int().nonnegative(),
      end: z.number().int().positive(),
    }),
    highlightSchema,
  ),
  /** Leaves a passage without a place; its words and its comment stay. */
  'highlights.unanchor': write(
    ['highlights'],
    z.object({ id: idSchema, passage: z.number().int().nonnegative() }),
    highlightSchema,
  ),

  /** Saves the comment on a highlight; refused as a conflict when `version` is not the stored one. */
  'annotations.save': write(
    ['highlights'],
    z.object({
      highlightId: idSchema,
      body: richTextSchema,
      version: z.number().int().nonnegative(),
    }),
    annotationSchema,
  ),

  /** The comments that lost against the present one when bundles were merged, the newest first. */
  'annotations.versions': read(
    ['highlights'],
    byId,
    z.array(z.object({ id: idSchema, body: richTextSchema, createdAt: z.iso.datetime() })),
  ),

  /**
   * Makes highlights of W3C web annotations in an upload, which is used up: on the source given, or
   * on those of the library that their targets name. The same annotation twice changes nothing.
   */
  'annotations.import': write(
    ['highlights', 'tags'],
    z.object({ upload: idSchema, sourceId: idSchema.optional() }),
    annotationReportSchema,
  ),

  'tags.list': read(['tags', 'highlights', 'sources', 'notes', 'trash'], none, z.array(tagSchema)),
  /** Gives several things a tag, beside those they have. */
  'tags.addAll': write(
    ['tags', 'highlights', 'sources', 'notes'],
    z.object({
      tag: tagName,
      items: z
        .array(z.object({ kind: z.enum(['source', 'highlight', 'note']), id: idSchema }))
        .min(1)
        .max(MOST_AT_ONCE, `At most ${MOST_AT_ONCE} things can be tagged at once.`),
    }),
    z.object({ added: z.number().int().nonnegative() }),
  ),
  /** Replaces the tags of one thing. */
  'tags.set': write(
    ['tags', 'highlights', 'sources', 'notes'],
    z.object({
      kind: z.enum(['source', 'highlight', 'note']),
      id: idSchema,
      tags: z.array(tagName).max(100),
    }),
    z.array(z.string()),
  ),

  'notes.list': read(
    ['notes', 'cases', 'tags', 'trash'],
    z.object({ caseId: idSchema.optional() }),
    z.array(noteSummarySchema),
  ),
  'notes.get': read(['notes', 'cases', 'tags', 'trash'], byId, noteSchema),
  'notes.create': write(
    ['notes', 'cases'],
    z.object({
      caseId: idSchema.optional(),
      title: z.string().trim().max(500).default(''),
      body: richTextSchema.optional(),
    }),
    noteSchema,
  ),
  /** Saves a note; refused as a conflict when `version` is not the stored one. */
  'notes.save': write(
    ['notes'],
    z.object({
      id: idSchema,
      title: z.string().trim().max(500),
      body: richTextSchema,
      version: z.number().int().nonnegative(),
    }),
    noteSchema,
  ),

  /** The notes and comments whose text leads to a note or a source, the last changed first. */
  'notes.backlinks': read(
    ['notes', 'highlights', 'sources', 'trash'],
    z.object({ kind: z.enum(['note', 'source']), id: idSchema }),
    z.array(backlinkSchema),
  ),
  /** How the things that a text leads to are called now, and whether they are still there. */
  'notes.targets': read(
    ['notes', 'sources', 'trash'],
    z.object({ targets: z.array(referenceSchema).max(2000) }),
    z.array(linkTargetSchema),
  ),

  /** The earlier texts of a note, the newest first. */
  'notes.versions': read(['notes'], byId, z.array(noteVersionSchema)),
  'notes.version': read(
    [],
    z.object({ versionId: idSchema }),
    noteVersionSchema.extend({ body: richTextSchema }),
  ),
  /** Makes an earlier text the note's text; the text it replaces becomes a version. */
  'notes.restore': write(['notes'], z.object({ id: idSchema, versionId: idSchema }), noteSchema),
  /** Keeps a text as a version: one that lost against another save, or is about to be changed. */
  'notes.keepVersion': write(
    ['notes'],
    z.object({
      id: idSchema,
      title: z.string().trim().max(500),
      body: richTextSchema,
      reason: z.enum(['conflict', 'replacement']).default('conflict'),
    }),
    noteVersionSchema,
  ),

  /**
   * Keeps an uploaded picture in the library's files, to be shown from its SHA-256; the upload is
   * used up. PNG, JPEG, GIF, WebP and AVIF, known by their bytes; sizes are in pixels.
   */
  'files.keepPicture': write([], z.object({ upload: idSchema }), pictureSchema),

  /**
   * A note as Markdown, with the file name that suits it, and the pictures that it names. Its
   * citations are in the style of the case file, or of the library where none is given.
   */
  'notes.markdown': read(
    ['notes', 'tags', 'sources', 'cases', 'settings', 'trash'],
    byId.extend({ caseId: idSchema.optional() }),
    z.object({
      markdown: z.string(),
      name: z.string(),
      /** `path` is where the Markdown looks for the file, from its own folder. */
      pictures: z.array(z.object({ sha256: z.string(), path: z.string() })),
    }),
  ),
  /**
   * Makes a note of Markdown; `name` is that of its file, for the title when the text has none.
   * `pictures` are those kept in the library already, by the paths that the text calls them.
   */
  'notes.importMarkdown': write(
    ['notes', 'cases', 'tags'],
    z.object({
      text: z.string().max(10_000_000),
      name: z.string().max(1000).default(''),
      caseId: idSchema.optional(),
      pictures: z.record(z.string().max(1000), z.string().regex(/^[0-9a-f]{64}$/)).optional(),
    }),
    noteSchema,
  ),
  /** Makes notes of the Markdown files in an uploaded zip archive, with the pictures beside them. */
  'notes.importArchive': write(
    ['notes', 'cases', 'tags'],
    z.object({ upload: idSchema, caseId: idSchema.optional() }),
    z.array(noteSchema),
  ),

  'trash.list': read(
    ['trash', 'cases', 'sources', 'notes', 'highlights'],
    none,
    z.array(trashedSchema),
  ),
  'trash.put': write(
    ['trash', 'cases', 'sources', 'notes', 'highlights', 'tags'],
    z.object({ kind: trashKindSchema, id: idSchema }),
    nothing,
  ),
  /** Brings a thing back with what it held: highlights, tags, places in case files. */
  'trash.restore': write(
    ['trash', 'cases', 'sources', 'notes', 'highlights', 'tags'],
    z.object({ kind: trashKindSchema, id: idSchema }),
    nothing,
  ),
  /** Puts several things in the trash as one step; all of them or, if one is gone, none. */
  'trash.putAll': write(
    ['trash', 'cases', 'sources', 'notes', 'highlights', 'tags'],
    z.object({ items: trashItems }),
    nothing,
  ),
  'trash.restoreAll': write(
    ['trash', 'cases', 'sources', 'notes', 'highlights', 'tags'],
    z.object({ items: trashItems }),
    nothing,
  ),
  /** Deletes everything in the trash for good. */
  'trash.empty': write(['trash', 'library', 'tags'], none, z.object({ deleted: z.number().int() })),

  /** What was done, the last first, with what was undone and can be done again. */
  'history.list': read(
    ['history', 'cases', 'sources', 'highlights', 'notes', 'tags', 'trash', 'labels'],
    z.object({ limit: z.number().int().min(1).max(1000).default(100) }),
    z.array(historyStepSchema),
  ),
  /** Undoes the last step; the reply names it, and is null when there was none. */
  'history.undo': write(TOPICS, none, z.object({ label: z.string() }).nullable()),
  'history.redo': write(TOPICS, none, z.object({ label: z.string() }).nullable()),

  'search.find': read(
    ['cases', 'sources', 'highlights', 'notes', 'tags', 'trash'],
    findArgsSchema,
    searchReplySchema,
  ),

  /** How many things each of several finished queries finds; for the counts beside saved searches. */
  'search.count': read(
    ['cases', 'sources', 'highlights', 'notes', 'tags', 'trash'],
    countArgsSchema,
    z.object({ totals: z.array(z.number().int().nonnegative()) }),
  ),

  /** The searches that were kept, in the researcher's order. */
  'searches.list': read(['searches'], none, z.array(savedSearchSchema)),
  /** Keeps a search at the end of the list; with the query of one that is kept, changes that one. */
  'searches.save': write(
    ['searches'],
    z.object({ name: searchName, query: searchQuery, sort: searchSortSchema.default('relevance') }),
    savedSearchSchema,
  ),
  'searches.rename': write(
    ['searches'],
    z.object({ id: idSchema, name: searchName }),
    savedSearchSchema,
  ),
  /** Puts a kept search before another; at the end when `before` is null. */
  'searches.move': write(
    ['searches'],
    z.object({ id: idSchema, before: idSchema.nullable() }),
    nothing,
  ),
  'searches.delete': write(['searches'], byId, nothing),

  /** What was opened and searched for last; what is in the trash is left out. */
  'recents.get': read(['recents', 'sources', 'notes', 'trash'], none, recentsSchema),
  /** Remembers that something was opened, or that a query led somewhere. */
  'recents.remember': write(
    ['recents'],
    z.union([
      z.object({ kind: z.enum(['source', 'note']), id: idSchema }),
      z.object({ query: searchQuery }),
      z.object({ caseId: idSchema }),
    ]),
    nothing,
  ),

  /** Starts an export; its progress comes as `job` events, its file from the job's result. */
  /** How a case file was exported last, to begin the next export with; the defaults at first. */
  'exports.options': read([], z.object({ caseId: idSchema }), exportOptionsSchema),
  'exports.keepOptions': write(
    [],
    z.object({ caseId: idSchema, options: exportOptionsSchema }),
    nothing,
  ),
  /** Sets the pages of a PDF to be looked at; the result is fetched as that of an export. */
  'exports.preview': write(
    [],
    z.object({
      caseId: idSchema,
      options: exportOptionsSchema.prefault({}),
      timeZone: z.string().max(100).optional(),
    }),
    jobSchema,
  ),
  'exports.create': write(
    [],
    z
      .object({
        /** A case file; or sources of the library, which a PDF can't be made of. */
        caseId: idSchema.optional(),
        sourceIds: z.array(idSchema).min(1).max(100_000).optional(),
        format: z.enum(EXPORT_FORMAT_IDS),
        options: exportOptionsSchema.prefault({}),
        /** IANA name of the time zone that dates are printed in; UTC when absent. */
        timeZone: z.string().max(100).optional(),
      })
      .refine(
        ({ caseId, sourceIds }) => (caseId === undefined) !== (sourceIds === undefined),
        'An export is either of a case file or of sources.',
      ),
    jobSchema,
  ),

  'jobs.get': read([], byId, jobSchema),
  'jobs.cancel': write([], byId, jobSchema),
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
/** What a caller gives; fields with a default may be left out. */
export type CallInput<N extends CallName> = z.input<Contract[N]['args']>;
/** What a handler receives, checked and with defaults filled in. */
export type CallArgs<N extends CallName> = z.output<Contract[N]['args']>;
export type CallReply<N extends CallName> = z.output<Contract[N]['reply']>;

/** The typed client: every call as `(name, args) => Promise<Result<reply>>`. */
export type Invoke = <N extends CallName>(
  name: N,
  args: CallInput<N>,
) => Promise<Result<CallReply<N>>>;

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(contract, name);
}

/** What the notebook says by itself, one JSON object per line of the event stream. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), topics: z.array(z.enum(TOPICS)) }),
  z.object({ type: z.literal('job'), job: jobSchema }),
  /** The library stopped answering; nothing is saved any more until the program is restarted. */
  z.object({
    type: z.literal('stopped'),
    error: z.object({ code: z.enum(ERROR_CODES), message: z.string() }),
  }),
]);
export type NotebookEvent = z.infer<typeof eventSchema>;
