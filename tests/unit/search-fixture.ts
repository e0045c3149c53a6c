/** A small library in a folder of its own, filled through the store, for the tests of search. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../core/ids.ts';
import { revisionText } from '../../core/import/revision-text.ts';
import { resolvePassages } from '../../core/passages.ts';
import { createSearch, type FindArgs, type Search } from '../../core/search/find.ts';
import { loadWordForms } from '../../core/search/word-forms.ts';
import { insertCase } from '../../core/store/cases.ts';
import { openReadable, openWritable, type WritableDB } from '../../core/store/connection.ts';
import { insertHighlight, saveAnnotation } from '../../core/store/highlights.ts';
import { migrate } from '../../core/store/migrate.ts';
import { insertNote } from '../../core/store/notes.ts';
import { addToOutline } from '../../core/store/outline.ts';
import { ensureSearchIndex } from '../../core/store/search-build.ts';
import { currentText, insertSource } from '../../core/store/sources.ts';
import { setTags } from '../../core/store/tags.ts';
import { contract } from '../../shared/contract.ts';
import { documentFromParagraphs } from '../../shared/document.ts';
import type { Hit, SearchReply } from '../../shared/domain.ts';
import { textToRichText } from '../../shared/rich-text.ts';

export interface SourceSpec {
  title: string;
  paragraphs?: string[];
  author?: string;
  tags?: string[];
  caseId?: string;
  language?: string;
}

export interface TestLibrary {
  readonly db: WritableDB;
  readonly databaseFile: string;
  readonly deps: { now(): Date; newId(): string };
  source(spec: SourceSpec): string;
  note(title: string, text: string, tags?: string[], caseId?: string): string;
  /** Highlights the first place that says `quote`. */
  highlight(sourceId: string, quote: string, comment?: string, tags?: string[]): string;
  caseFile(title: string, question?: string): string;
  /** Searches with a read-only connection, which is kept between searches. */
  find(query: string, args?: Partial<FindArgs>): SearchReply;
  close(): void;
}

/** All the forms of words that the program knows. */
const FORMS = await loadWordForms(['de', 'ru', 'fr']);

/** The arguments of a search that is asked for nothing special; the contract's own defaults. */
export const AS_ASKED: FindArgs = contract['search.find'].args.parse({ query: '' });

/** Makes an empty library; every write is a second later than the one before. */
export function testLibrary(): TestLibrary {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-search-'));
  const databaseFile = join(folder, 'library.sqlite');
  const { db, version } = openWritable(databaseFile);
  migrate(db, version);
  ensureSearchIndex(db);
  const readable = openReadable(databaseFile);
  let search: Search | undefined;
  let time = Date.UTC(2024, 11, 24);
  const now = () => new Date((time += 1000));
  const deps = { now, newId: () => newId(now) };

  return {
    db,
    databaseFile,
    deps,
    source({ title, paragraphs = [], author, tags = [], caseId, language }) {
      const document = documentFromParagraphs(paragraphs);
      const csl = { title, ...(author === undefined ? {} : { author: [{ literal: author }] }) };
      const id = insertSource(db, deps, {
        ...revisionText(document),
        ...(language === undefined ? {} : { language }),
        title,
        csl,
      });
      if (tags.length > 0) setTags(db, 'source', id, tags);
      if (caseId !== undefined) addToOutline(db, deps, { caseId, kind: 'source', id });
      return id;
    },
    note(title, text, tags = [], caseId) {
      const id = insertNote(db, deps, { title, body: textToRichText(text) });
      if (tags.length > 0) setTags(db, 'note', id, tags);
      if (caseId !== undefined) addToOutline(db, deps, { caseId, kind: 'note', id });
      return id;
    },
    highlight(sourceId, quote, comment, tags = []) {
      const { text, document, revisionId } = currentText(db, sourceId);
      const start = text.indexOf(quote);
      const passages = resolvePassages({ text, document }, [{ start, end: start + quote.length }]);
      const id = insertHighlight(db, deps, {
        sourceId,
        revisionId,
        label: 'yellow',
        author: '',
        passages,
      });
      if (comment !== undefined) {
        saveAnnotation(db, deps, { highlightId: id, body: textToRichText(comment), version: 0 });
      }
      if (tags.length > 0) setTags(db, 'highlight', id, tags);
      return id;
    },
    caseFile: (title, question = '') => insertCase(db, deps, { title, question }),
    find(query, args = {}) {
      if (search === undefined) {
        search = createSearch(readable);
        search.learn(FORMS);
      }
      return search.find({ ...AS_ASKED, query, ...args });
    },
    close() {
      readable.close();
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Hits as one line each: kind and title, with what matched in brackets. */
export function shown(hits: readonly Hit[]): string[] {
  return hits.map(({ kind, title, titleMarks }) => `${kind} ${marked(title, titleMarks)}`);
}

/** A text with its marks in brackets. */
export function marked(text: string, marks: ReadonlyArray<readonly [number, number]>): string {
  let out = '';
  let at = 0;
  for (const [start, end] of marks) {
    out += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return out + text.slice(at);
}
