/** From what a reader read to a source in the library: duplicates, the original, the case file. */
import type { CallArgs } from '../shared/contract.ts';
import type { ImportReport } from '../shared/domain.ts';
import { isAllowedHref } from '../shared/links.ts';
import { Refusal } from '../shared/result.ts';
import { failureOf } from './dispatch.ts';
import { adoptFile } from './file-store.ts';
import type { ReadSource } from './import/reader.ts';
import { revisionText } from './import/revision-text.ts';
import type { Notebook } from './notebook.ts';
import { inTransaction } from './store/connection.ts';
import { recordFile } from './store/files.ts';
import { recordInto } from './store/history.ts';
import { addToOutline } from './store/outline.ts';
import { findDuplicate, insertSource } from './store/sources.ts';
import { setTags } from './store/tags.ts';
import { dropUpload, findUpload } from './uploads.ts';

interface Arrival {
  /** What it is called in the report. */
  file: string;
  read: ReadSource;
  caseId?: string | undefined;
  /** The file it was read from, still outside files/. */
  original?: { path: string; sha256: string; bytes: number } | undefined;
}

/** Adds what was read to the library, or says why it was skipped. */
function addSource(
  { db, deps, paths, step }: Notebook,
  arrival: Arrival,
  report: ImportReport,
): void {
  const { file, read, caseId, original } = arrival;
  const record = <T>(work: () => T) =>
    step === undefined ? inTransaction(db, work) : recordInto(db, step, work);
  const text = revisionText(read.document, read.language);
  const duplicate = findDuplicate(db, {
    originalSha256: original?.sha256,
    textSha256: text.textSha256,
  });
  if (duplicate !== undefined) {
    const { id, title, by } = duplicate;
    const same = by === 'bytes' ? 'the same file' : 'the same text';
    const place = caseId === undefined ? '' : ' It is in this case file now.';
    if (caseId !== undefined) {
      record(() => addToOutline(db, deps, { caseId, kind: 'source', id }));
    }
    report.skipped.push({
      file,
      id,
      title,
      reason: `The library has ${same} already, as “${title}”.${place}`,
    });
    return;
  }
  const title = read.csl.title ?? file;
  // The file first: a record without its file would be a loss, a file without its record is not.
  if (original !== undefined) adoptFile(paths.files, original.path, original.sha256);
  const id = record(() => {
    if (original !== undefined) {
      recordFile(db, deps, { ...original, name: file, mediaType: read.mediaType });
    }
    const added = insertSource(db, deps, {
      ...text,
      title,
      csl: { ...read.csl, title },
      originalSha256: original?.sha256,
    });
    if (read.tags !== undefined && read.tags.length > 0) setTags(db, 'source', added, read.tags);
    if (caseId !== undefined) addToOutline(db, deps, { caseId, kind: 'source', id: added });
    return added;
  });
  report.imported.push({ file, id, title, words: text.words, paragraphs: text.paragraphs });
}

/** Makes a source of one upload; what goes wrong is told in the report, and the others go on. */
export async function importUpload(
  notebook: Notebook,
  { upload, caseId }: { upload: string; caseId: string | undefined },
  report: ImportReport,
): Promise<void> {
  let file = 'The file';
  try {
    const { path, name } = findUpload(notebook.paths.temporary, upload);
    file = name;
    const { sha256, byteLength, ...read } = await notebook.readers.read({ name, path });
    addSource(
      notebook,
      { file, read, caseId, original: { path, sha256, bytes: byteLength } },
      report,
    );
  } catch (error) {
    report.failed.push({ file, ...failureOf(error) });
  } finally {
    dropUpload(notebook.paths.temporary, upload);
  }
}

/** Makes a source of pasted HTML or text; an empty paste is refused. */
export async function importPaste(
  notebook: Notebook,
  { text, html, title, url, caseId }: CallArgs<'sources.paste'>,
): Promise<ImportReport> {
  if (text.trim() === '' && (html ?? '').trim() === '') {
    throw new Refusal(
      'empty',
      'There is nothing to add yet. Paste or type the text of the source first.',
    );
  }
  if (url !== undefined && url !== '' && !isAllowedHref(url)) {
    throw new Refusal(
      'bad-arguments',
      `"${url}" is not a web address. It begins with https:// or http://.`,
    );
  }
  const pasted = html !== undefined && html.trim() !== '' ? html : text;
  const {
    sha256: _,
    byteLength: __,
    ...read
  } = await notebook.readers.read(
    { name: '', bytes: new TextEncoder().encode(pasted) },
    // What was pasted is the text itself: no line of it is taken out for a title.
    pasted === html
      ? { mediaType: 'text/html', page: 'whole', title: 'none' }
      : { mediaType: 'text/plain', title: 'none' },
  );
  const csl = {
    ...read.csl,
    ...(title === undefined || title === '' ? {} : { title }),
    ...(url === undefined || url === '' ? {} : { URL: url }),
  };
  const report: ImportReport = { imported: [], skipped: [], failed: [] };
  addSource(notebook, { file: csl.title ?? 'Pasted text', read: { ...read, csl }, caseId }, report);
  return report;
}
