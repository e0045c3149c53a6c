/** Giving a source another text, and finding its highlights in it. */
import type { CallArgs, CallReply } from '../shared/contract.ts';
import { layoutDocument, paragraphAt, type SourceDocument } from '../shared/document.ts';
import type { AnchorStatus } from '../shared/domain.ts';
import { editDocument } from '../shared/edit-document.ts';
import { resolveQuotes, type Resolution } from '../shared/matcher/index.ts';
import { Refusal } from '../shared/result.ts';
import { quoteAt } from '../shared/selectors.ts';
import { adoptFile, storeBytes } from './file-store.ts';
import { withLinks } from './import-session/links.ts';
import type { ReadSource } from './import/reader.ts';
import { revisionText } from './import/revision-text.ts';
import type { Notebook } from './notebook.ts';
import { inTransaction } from './store/connection.ts';
import { recordFile } from './store/files.ts';
import { recordInto } from './store/history.ts';
import {
  anchorPassage,
  listPassages,
  setPassageStatus,
  type StoredPassage,
} from './store/passages.ts';
import { insertRevision, revisionTextById } from './store/revisions.ts';
import {
  currentText,
  getSourceInfo,
  getSourceSummary,
  type RevisionText,
} from './store/sources.ts';
import { dropUpload, findUpload } from './uploads.ts';

type Request = CallArgs<'sources.revise'>;

interface NewText {
  document: SourceDocument;
  language?: string | undefined;
  /** The file it came from, already in files/. */
  originalSha256?: string | undefined;
}

/** Without a first line that only repeats the source's title, which files often begin with. */
function withoutTitle({ blocks }: SourceDocument, title: string): SourceDocument {
  const [first, ...rest] = blocks;
  const text =
    first !== undefined && 'runs' in first ? first.runs.map((run) => run.text).join('') : '';
  const same = text.replaceAll(/\s+/g, ' ').trim() === title.replaceAll(/\s+/g, ' ').trim();
  return same && rest.length > 0 ? { blocks: rest } : { blocks };
}

/** What a reader found, with its pictures in files/; links to others of a batch become plain text. */
function keepRead({ db, deps, paths }: Notebook, read: ReadSource, title: string): NewText {
  for (const { bytes, mediaType, name } of read.files ?? []) {
    const sha256 = storeBytes(paths.files, bytes);
    recordFile(db, deps, { sha256, name, bytes: bytes.byteLength, mediaType });
  }
  const document = withLinks(read.document, () => undefined);
  return { document: withoutTitle(document, title), language: read.language };
}

async function readNewText(notebook: Notebook, { id, by }: Request): Promise<NewText> {
  const { db, deps, paths, readers } = notebook;
  const { title } = getSourceSummary(db, id);
  if ('edits' in by) {
    const document = editDocument(currentText(db, id).document, by.edits);
    if (document !== undefined) return { document };
    throw new Refusal(
      'bad-arguments',
      'An edit goes over the end of a paragraph. Edit one paragraph at a time, or replace the whole text.',
    );
  }
  if ('upload' in by) {
    const { path, name } = findUpload(paths.temporary, by.upload);
    try {
      const read = await readers.read({ name, path }, { title: 'none' });
      adoptFile(paths.files, path, read.sha256);
      recordFile(db, deps, {
        sha256: read.sha256,
        name,
        bytes: read.byteLength,
        mediaType: read.mediaType,
      });
      return { ...keepRead(notebook, read, title), originalSha256: read.sha256 };
    } finally {
      dropUpload(paths.temporary, by.upload);
    }
  }
  const html = by.html !== undefined && by.html.trim() !== '' ? by.html : undefined;
  if (html === undefined && by.text.trim() === '') {
    throw new Refusal('empty', 'There is no new text yet. Paste or type it first.');
  }
  const read = await readers.read(
    { name: '', bytes: new TextEncoder().encode(html ?? by.text) },
    html === undefined
      ? { mediaType: 'text/plain', title: 'none' }
      : { mediaType: 'text/html', title: 'none', page: 'whole' },
  );
  return keepRead(notebook, read, title);
}

/** The status to store: words that differ from those first highlighted stay marked as changed. */
function statusOf(
  passage: StoredPassage,
  { status, position }: Resolution,
  text: string,
): AnchorStatus {
  if (position === undefined) return 'review';
  const same = text.slice(position.start, position.end) === passage.made;
  return same ? (status === 'exact' ? 'exact' : 'moved') : 'changed';
}

/**
 * Finds every passage of a source, or those that are wanted, in another of its revisions; gives how
 * many stand how.
 */
export function anchorAll(
  { db }: Pick<Notebook, 'db'>,
  sourceId: string,
  revisionId: string,
  document: SourceDocument,
  isWanted: (passage: StoredPassage) => boolean = () => true,
): Partial<Record<AnchorStatus, number>> {
  const { text, leaves } = layoutDocument(document);
  const counts: Partial<Record<AnchorStatus, number>> = {};
  // What a person left without a place stays so; the rest is looked for, by the text it stands in.
  const all = listPassages(db, sourceId).filter(isWanted);
  const searched = all.filter(({ status }) => status !== 'unanchored');
  const count = (status: AnchorStatus) => (counts[status] = (counts[status] ?? 0) + 1);
  for (const { status } of all) if (status === 'unanchored') count(status);
  for (const [oldRevision, passages] of Map.groupBy(searched, (passage) => passage.revisionId)) {
    const oldText = revisionTextById(db, oldRevision);
    const resolutions = resolveQuotes(text, passages, { oldText });
    passages.forEach((passage, index) => {
      const resolution = resolutions[index];
      if (resolution === undefined) return;
      const status = statusOf(passage, resolution, text);
      count(status);
      const { position, score } = resolution;
      if (position === undefined) setPassageStatus(db, passage, 'review', score);
      else {
        anchorPassage(db, passage, {
          ...position,
          ...quoteAt(text, position),
          revisionId,
          paragraph: paragraphAt(leaves, position.start),
          status,
          score,
        });
      }
    });
  }
  return counts;
}

/**
 * Makes a new revision of a source and finds its highlights in it. What is not found for sure is
 * left for review; its quote and its comment stay.
 */
export async function reviseSource(
  notebook: Notebook,
  request: Request,
): Promise<CallReply<'sources.revise'>> {
  const { db, step } = notebook;
  const { id } = request;
  const { document, language, originalSha256 } = await readNewText(notebook, request);
  const { revision: current } = getSourceInfo(db, id);
  const text = revisionText(document, language ?? current.language);
  const work = () => putNewText(notebook, id, text, originalSha256);
  return step === undefined ? inTransaction(db, work) : recordInto(db, step, work);
}

/**
 * Makes a text the current revision of a source and finds the source's highlights in it; within a
 * transaction of the caller's. Refuses an empty text, and the one that is there.
 */
export function putNewText(
  notebook: Notebook,
  id: string,
  text: RevisionText & { document: SourceDocument },
  originalSha256: string | undefined,
): CallReply<'sources.revise'> {
  const { db, deps } = notebook;
  const { revision: current } = getSourceInfo(db, id);
  if (text.text.trim() === '') {
    throw new Refusal('empty', 'The new text is empty, so the present one was kept.');
  }
  if (text.textSha256 === current.textSha256) {
    throw new Refusal(
      'conflict',
      'The new text says exactly what the present one says; nothing was changed.',
    );
  }
  const revision = insertRevision(db, deps, id, text, originalSha256);
  const anchors = anchorAll(notebook, id, revision.id, text.document);
  return { ...getSourceSummary(db, id), revision, anchors };
}
