/** Fills a library's folder with the first articles of a corpus, in a process of its own. */
import { join } from 'node:path';
import { newId } from '../../../core/ids.ts';
import { resolvePassages } from '../../../core/passages.ts';
import { inTransaction, openWritable, type WritableDB } from '../../../core/store/connection.ts';
import { insertHighlight, saveAnnotation } from '../../../core/store/highlights.ts';
import { insertNote } from '../../../core/store/notes.ts';
import { mergeIndex } from '../../../core/store/search-tables.ts';
import { currentText, insertSource } from '../../../core/store/sources.ts';
import { textToRichText } from '../../../shared/rich-text.ts';
import { openDoor } from '../../contract/open.ts';
import { articlesOf, type Article, type Corpus } from './corpus.ts';
import { newSource } from './new-source.ts';
import { indexBytes } from './index-bytes.ts';

const BATCH = 50;
/** Every fifth source has a note and two highlights, the first of them with a comment. */
const ANNOTATED = 5;
const MERGED_PAGES = 1000;

const { corpus, sources, folder } = JSON.parse(process.argv[2] ?? '') as {
  corpus: Corpus;
  sources: number;
  folder: string;
};
const now = () => new Date();
const deps = { now, newId: () => newId(now) };

// The program itself makes the empty library.
const door = await openDoor(folder, { host: { kind: 'cli' } });
await door.library.close();
const { db } = openWritable(join(folder, 'library.sqlite'));

let textBytes = 0;
let words = 0;
let addingMs = 0;
let added = 0;
let previous: Article | undefined;
let batch: Article[] = [];
for await (const article of articlesOf(corpus, 0, sources)) {
  batch.push(article);
  if (batch.length === BATCH) addBatch();
}
addBatch();
// As the program does when nothing was written for two seconds.
while (mergeIndex(db, MERGED_PAGES));
db.pragma('wal_checkpoint(TRUNCATE)');
process.send?.({ textBytes, words, addingMs, indexBytes: indexBytes(db) });
db.close();
process.exit(0);

function addBatch(): void {
  const ready = batch.map((article) => ({ article, source: newSource(article) }));
  const began = performance.now();
  const ids = inTransaction(db, () => ready.map(({ source }) => insertSource(db, deps, source)));
  addingMs += performance.now() - began;
  inTransaction(db, () => {
    ready.forEach(({ article, source }, index) => {
      textBytes += Buffer.byteLength(source.text) + Buffer.byteLength(source.title);
      words += source.words;
      const id = ids[index];
      if (id !== undefined && added % ANNOTATED === 0) annotate(db, id, article);
      previous = article;
      added += 1;
    });
  });
  batch = [];
}

/** The end of the last whole word before an offset: half words are no words that anybody writes. */
function wordEnd(text: string, offset: number): number {
  if (offset >= text.length) return text.length;
  const cut = text.slice(0, offset).search(/\s\S*$/);
  return cut === -1 ? offset : cut;
}

/** What a researcher writes beside a source; sentences of the article before it stand for that. */
function annotate(writable: WritableDB, sourceId: string, article: Article): void {
  const own = (previous ?? article).paragraphs;
  const [first = '', second = ''] = own;
  insertNote(writable, deps, {
    title: (previous ?? article).title,
    body: textToRichText(first.slice(0, wordEnd(first, 600))),
  });
  const { text, document, revisionId } = currentText(writable, sourceId);
  const starts = [0, text.indexOf('\n\n') + 2];
  starts.forEach((from, index) => {
    const end = wordEnd(text, from + 120);
    if (from >= end) return;
    const passages = resolvePassages({ text, document }, [{ start: from, end }]);
    const highlightId = insertHighlight(writable, deps, {
      sourceId,
      revisionId,
      label: index === 0 ? 'yellow' : 'green',
      author: '',
      passages,
    });
    if (index === 0) {
      saveAnnotation(writable, deps, {
        highlightId,
        body: textToRichText(second.slice(0, wordEnd(second, 200))),
        version: 0,
      });
    }
  });
}
