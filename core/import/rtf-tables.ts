/** What Rich Text Format defines before its text: fonts, styles, lists, and the properties. */
import { meaningOf } from './docx-styles.ts';
import type { RtfState, RtfTables } from './rtf-state.ts';
import { DESTINATIONS } from './rtf-words.ts';

/** The words that the dates among the properties are told by. */
const DATE_WORDS = new Set(['yr', 'mo', 'dy', 'hr', 'min', 'sec']);

/** Properties that are kept; the dates hold no text. */
const PROPERTIES = new Set(['title', 'author', 'keywords', 'subject', 'creatim', 'revtim']);

/** Words that only say how the text of a property is written. */
const WRITING = new Set(['upr', 'ud', 'u', 'uc']);

/** Starts the tables of a document. */
export function newTables(): RtfTables {
  return {
    ...{ page: 1252, levels: [], listId: 0 },
    ...{ fonts: new Map(), styles: new Map(), lists: new Map(), listOf: new Map() },
    info: new Map(),
  };
}

/** Defines the font or style that is being told, by the name that ends its definition. */
export function defineNamed(tables: RtfTables, state: RtfState, name: string): void {
  if (state.destination === 'fonts') {
    const font = tables.fonts.get(state.font);
    tables.fonts.set(state.font, { name, charset: font?.charset });
    return;
  }
  const { role, level } = meaningOf(name);
  const outline = state.outline === undefined || state.outline > 8 ? undefined : state.outline;
  const told = level ?? (outline === undefined ? undefined : outline + 1);
  tables.styles.set(state.style, {
    ...(role === undefined ? {} : { role }),
    ...(told === undefined ? {} : { level: told }),
  });
}

/** A word among the properties; false when it says how their text is written. */
function tellProperty(
  tables: RtfTables,
  state: RtfState,
  word: string,
  number: number | undefined,
): boolean {
  if (DATE_WORDS.has(word)) {
    tables.info.set(`${state.gathered?.key ?? ''}.${word}`, String(number ?? 0));
  } else if (PROPERTIES.has(word)) state.gathered = { key: word, text: '' };
  else if (WRITING.has(word)) return false;
  else state.gathered = { key: 'other', text: '' };
  return true;
}

/** Takes a word that counts only where something is defined; false for any other. */
export function tellTables(
  tables: RtfTables,
  state: RtfState,
  word: string,
  number: number | undefined,
): boolean {
  switch (state.destination) {
    case 'fonts': {
      if (word !== 'fcharset') return false;
      const name = tables.fonts.get(state.font)?.name ?? '';
      tables.fonts.set(state.font, { name, charset: number });
      return true;
    }
    case 'styles':
      // Styles of characters, sections and tables are of no use here.
      if (word !== 'cs' && word !== 'ds' && word !== 'ts') return false;
      state.style = -1;
      return true;
    case 'lists':
      if (word === 'list') tables.levels = [];
      else if (word === 'levelnfc') tables.levels.push(number !== 23 && number !== 255);
      else if (word === 'listid') tables.lists.set(number ?? 0, tables.levels);
      return true;
    case 'overrides':
      if (word === 'listid') tables.listId = number ?? 0;
      else if (word === 'ls') tables.listOf.set(number ?? 0, tables.listId);
      return true;
    case 'info':
      return tellProperty(tables, state, word, number);
    case 'picture':
      if (state.picture === undefined) return false;
      if (word === 'pngblip' || word === 'jpegblip') state.picture.known = true;
      return !(word in DESTINATIONS);
    default:
      return false;
  }
}
