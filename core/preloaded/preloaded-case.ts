import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { labelIdSchema } from '../../shared/domain.ts';
import { blocksToRichText } from '../../shared/rich-text.ts';
import { sha256Of, storeBytes } from '../file-store.ts';
import { readText } from '../import/text.ts';
import { markdownToBlocks } from '../import/markdown.ts';
import { revisionText } from '../import/revision-text.ts';
import { resolvePassages } from '../passages.ts';
import { insertCase } from '../store/cases.ts';
import { inTransaction, type WritableDB } from '../store/connection.ts';
import { recordFile } from '../store/files.ts';
import { insertHighlight, saveAnnotation } from '../store/highlights.ts';
import { insertNote } from '../store/notes.ts';
import { addToOutline } from '../store/outline.ts';
import type { Deps } from '../store/rows.ts';
import { currentText, findDuplicate, insertSource } from '../store/sources.ts';
import { setTags } from '../store/tags.ts';

/** resources/preloaded/case.json: the case around the article. */
const caseSchema = z.object({
  title: z.string(),
  question: z.string(),
  article: z.object({ file: z.string(), type: z.string(), language: z.string() }),
  highlights: z.array(
    z.object({
      quote: z.string(),
      label: labelIdSchema,
      /** Markdown. */
      comment: z.string(),
      tags: z.array(z.string()),
    }),
  ),
  notes: z.array(z.object({ title: z.string(), file: z.string(), tags: z.array(z.string()) })),
});
type PreloadedCase = z.infer<typeof caseSchema>;

/** Adds the article with its highlights; one that is in the library already is taken as it is. */
function addArticle(
  db: WritableDB,
  deps: Deps,
  {
    folder,
    filesFolder,
    preloaded,
  }: { folder: string; filesFolder: string; preloaded: PreloadedCase },
): string {
  const { file, type, language } = preloaded.article;
  const bytes = readFileSync(join(folder, file));
  const { document, csl } = readText({ name: file, bytes });
  const text = revisionText(document, language);
  const existing = findDuplicate(db, {
    originalSha256: sha256Of(bytes),
    textSha256: text.textSha256,
  });
  if (existing !== undefined) return existing.id;

  const sha256 = storeBytes(filesFolder, bytes);
  recordFile(db, deps, { sha256, name: file, bytes: bytes.length, mediaType: 'text/plain' });
  const title = csl.title ?? preloaded.title;
  const sourceId = insertSource(db, deps, {
    ...text,
    title,
    csl: { type, title },
    originalSha256: sha256,
  });
  const current = currentText(db, sourceId);
  for (const { quote, label, comment, tags } of preloaded.highlights) {
    const id = insertHighlight(db, deps, {
      sourceId,
      revisionId: current.revisionId,
      label,
      author: '',
      passages: resolvePassages(current, [{ quote }]),
    });
    const body = blocksToRichText(markdownToBlocks(comment));
    saveAnnotation(db, deps, { highlightId: id, body, version: 0 });
    setTags(db, 'highlight', id, tags);
  }
  return sourceId;
}

/**
 * Adds the case that the program comes with (resources/preloaded/), through the same readers and
 * the same writes as anything else.
 *
 * @returns the id of the new case file
 */
export function addPreloadedCase(
  db: WritableDB,
  deps: Deps,
  { resourcesFolder, filesFolder }: { resourcesFolder: string; filesFolder: string },
): string {
  const folder = join(resourcesFolder, 'preloaded');
  const preloaded = caseSchema.parse(JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')));
  return inTransaction(db, () => {
    const { title, question } = preloaded;
    const caseId = insertCase(db, deps, { title, question });
    for (const note of preloaded.notes) {
      const blocks = markdownToBlocks(readFileSync(join(folder, note.file), 'utf8'));
      const id = insertNote(db, deps, { title: note.title, body: blocksToRichText(blocks) });
      setTags(db, 'note', id, note.tags);
      addToOutline(db, deps, { caseId, kind: 'note', id });
    }
    const id = addArticle(db, deps, { folder, filesFolder, preloaded });
    addToOutline(db, deps, { caseId, kind: 'source', id });
    return caseId;
  });
}
