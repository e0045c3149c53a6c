/** The citation styles that the researcher added, and which one a case file is set in. */
import type { CitationLocale } from '../../shared/citations.ts';
import type { ReadableDB, WritableDB } from './connection.ts';
import { found, timestamp, type Deps } from './rows.ts';

export interface AddedStyle {
  id: string;
  title: string;
  kind: 'in-text' | 'note';
  xml: string;
}

/** Those added, by their titles. */
export function listAddedStyles(db: ReadableDB): Array<Omit<AddedStyle, 'xml'>> {
  return db
    .prepare<[], Omit<AddedStyle, 'xml'>>(
      'SELECT id, title, kind FROM citation_style ORDER BY title COLLATE NOCASE, id',
    )
    .all();
}

/** One that was added; undefined when there is none of this id. */
export function findAddedStyle(db: ReadableDB, id: string): AddedStyle | undefined {
  return db
    .prepare<[string], AddedStyle>('SELECT id, title, kind, xml FROM citation_style WHERE id = ?')
    .get(id);
}

/** Keeps a style, in place of the one that had its id. */
export function keepStyle(db: WritableDB, deps: Deps, style: AddedStyle): void {
  db.prepare(
    `INSERT INTO citation_style (id, title, kind, xml, created_at)
     VALUES ($id, $title, $kind, $xml, $at)
     ON CONFLICT (id) DO UPDATE SET title = $title, kind = $kind, xml = $xml`,
  ).run({ ...style, at: timestamp(deps) });
}

/** Takes an added style away; refused when there is none of this id. */
export function dropStyle(db: WritableDB, id: string): AddedStyle {
  const style = found(findAddedStyle(db, id), 'citation style');
  db.prepare('DELETE FROM citation_style WHERE id = ?').run(id);
  return style;
}

export interface CaseCiting {
  /** Absent where the library's settings count. */
  citationStyle?: string;
  citationLocale?: CitationLocale;
}

/** What a case file says of its citations. */
export function readCaseCiting(db: ReadableDB, caseId: string): CaseCiting {
  const row = db
    .prepare<[string], { style: string | null; locale: CitationLocale | null }>(
      'SELECT citation_style AS style, citation_locale AS locale FROM case_file WHERE id = ?',
    )
    .get(caseId);
  return {
    ...(row?.style ? { citationStyle: row.style } : {}),
    ...(row?.locale ? { citationLocale: row.locale } : {}),
  };
}

/** Says how a case file's citations are set; null for as in the settings, undefined for as before. */
export function writeCaseCiting(
  db: WritableDB,
  caseId: string,
  changes: {
    citationStyle?: string | null | undefined;
    citationLocale?: CitationLocale | null | undefined;
  },
): void {
  const { citationStyle, citationLocale } = changes;
  if (citationStyle !== undefined) {
    db.prepare('UPDATE case_file SET citation_style = ? WHERE id = ?').run(citationStyle, caseId);
  }
  if (citationLocale !== undefined) {
    db.prepare('UPDATE case_file SET citation_locale = ? WHERE id = ?').run(citationLocale, caseId);
  }
}
