/**
 * Rich Text Format read from beginning to end with a stack of groups of its own: no depth of groups
 * overflows, and deeper ones than `MAX_GROUPS` are read as if their braces were not there.
 */
import { MARKS, type Block, type Mark } from '../../shared/document.ts';
import { runOf } from './html-look.ts';
import { hrefOfField } from './office-links.ts';
import type { Notes } from './office-notes.ts';
import { blockPieces } from './office-pieces.ts';
import type { PictureCollector } from './pictures.ts';
import { PICTURE_LIMITS } from './pictures.ts';
import { decodePage, languageOfNumber, pageOfCharset, SYMBOL_CHARSET } from './rtf-charsets.ts';
import {
  endCell,
  endFlow,
  endParagraph,
  endRow,
  newFlow,
  type RtfFlow,
  type RtfParagraph,
} from './rtf-flow.ts';
import { figureOfPicture, newPicture } from './rtf-picture.ts';
import { firstState, type RtfRow, type RtfState } from './rtf-state.ts';
import { defineNamed, newTables, tellTables } from './rtf-tables.ts';
import { rtfTokens, type RtfToken } from './rtf-tokens.ts';
import { applyFormat, DESTINATIONS, SIGN_WORDS, SIGNS, WRAPPERS } from './rtf-words.ts';
import { isSymbolFont, symbolText } from './symbols.ts';

/** Most groups inside each other that are told apart. */
const MAX_GROUPS = 1000;

/** Longest text that is gathered for a property, and longest field instruction. */
const MAX_GATHERED = 20_000;

/** Most notes and text boxes inside each other. */
const MAX_FLOWS = 20;

export interface RtfDocument {
  blocks: Block[];
  info: ReadonlyMap<string, string>;
  /** The text of the paragraph whose style is the title's. */
  title: string | undefined;
  language: string | undefined;
  seen: { comments: number; changes: number; drawings: number };
  /** The file ends within a group. */
  cutOff: boolean;
}

/** Reads a document whose bytes `source` holds as characters of the same number. */
export function readRtfDocument(
  source: string,
  pictures: PictureCollector,
  notes: Notes,
): RtfDocument {
  const seen = { comments: 0, changes: 0, drawings: 0 };
  const languages = new Map<number, number>();
  const tables = newTables();
  let title: string | undefined;
  const onTitle = (text: string): void => {
    title ??= text;
  };
  const body = newFlow(onTitle);
  const flows: RtfFlow[] = [body];
  const stack: RtfState[] = [];
  let state = firstState();
  let row: RtfRow = { cells: [], covered: false, header: false };
  /** Groups beyond the deepest that are told apart. */
  let beyond = 0;
  /** Bytes of text whose character set is the current font's. */
  let bytes = '';
  /** Characters to leave out: what programs without Unicode would show. */
  let skipping = 0;
  let optional = false;
  let defaultFont = -1;

  const flowNow = (): RtfFlow => flows.at(-1) ?? body;

  const paragraph = (): RtfParagraph => {
    const style = tables.styles.get(state.style);
    const outline = state.outline === undefined ? undefined : state.outline + 1;
    const { list, level, left, first } = state;
    const ordered = tables.lists.get(tables.listOf.get(list ?? -1) ?? -1)?.[level];
    return {
      role: style?.role,
      level: outline === undefined ? (style?.level ?? 0) : outline > 9 ? 0 : outline,
      inTable: state.inTable,
      list: list === undefined ? undefined : { key: String(list), level, ordered },
      ...{ left, first },
    };
  };

  /** Adds text to the paragraph being written. */
  const writeBody = (text: string): void => {
    if (state.hidden) return;
    const { marks, href, language } = state;
    // A link's own underline says nothing.
    const shown = (mark: Mark) => marks.has(mark) && (href === undefined || mark !== 'underline');
    const look = { marks: MARKS.filter(shown), href };
    const { runs } = flowNow();
    const last = runs.at(-1);
    const same =
      last !== undefined &&
      last.footnote === undefined &&
      last.href === href &&
      (last.marks ?? []).join() === look.marks.join();
    if (same) last.text += text;
    else runs.push(runOf(text, look));
    languages.set(language, (languages.get(language) ?? 0) + text.trim().length);
  };

  const write = (text: string): void => {
    const { destination, gathered, field, picture } = state;
    switch (destination) {
      case 'body':
        return writeBody(text);
      case 'marker':
        if (flowNow().marker.length < 100) flowNow().marker += text;
        return;
      case 'field':
        if (field !== undefined && field.instruction.length < MAX_GATHERED) {
          field.instruction += text;
        }
        return;
      case 'picture':
        if (picture !== undefined && picture.length < PICTURE_LIMITS.bytes * 2.1) {
          picture.hex.push(text);
          picture.length += text.length;
        }
        return;
      case 'fonts':
      case 'styles':
        return writeDefinitions(text);
      default:
        if (gathered !== undefined && gathered.text.length < MAX_GATHERED) gathered.text += text;
    }
  };

  /** Fonts and styles end with a semicolon, with or without a group of their own. */
  const writeDefinitions = (text: string): void => {
    const gathered = (state.gathered ??= { key: '', text: '' });
    for (const [index, part] of text.split(';').entries()) {
      if (index > 0) {
        defineNamed(tables, state, gathered.text.trim());
        gathered.text = '';
      }
      if (gathered.text.length < 1000) gathered.text += part;
    }
  };
  const flush = (): void => {
    if (bytes === '') return;
    const font = tables.fonts.get(state.font === -1 ? defaultFont : state.font);
    const text = bytes;
    bytes = '';
    if (state.destination === 'body' || state.destination === 'marker') {
      if (font?.charset === SYMBOL_CHARSET || isSymbolFont(font?.name)) {
        const name = font?.name ?? 'Symbol';
        return write(Array.from(text, (char) => symbolText(name, char.charCodeAt(0))).join(''));
      }
    }
    const page = pageOfCharset(font?.charset, tables.page);
    const ascii = /^[\0-\x7f]*$/.test(text);
    write(ascii ? text : decodePage(Buffer.from(text, 'latin1'), page));
  };

  const beginFlow = (kind: 'footnote' | 'endnote' | 'box'): void => {
    // Deeper ones are read as a part of the one around them.
    if (flows.length > MAX_FLOWS) return;
    const flow = newFlow(onTitle);
    flows.push(flow);
    state.flow = { flow, kind };
    state.destination = 'body';
    state.marks = new Set();
    applyFormat(state, 'pard', undefined);
  };

  /** What a group leaves behind when it ends. */
  const finish = (ended: RtfState, outer: RtfState): void => {
    if (ended.flow !== undefined && ended.flow !== outer.flow) {
      const blocks = endFlow(ended.flow.flow, paragraph());
      flows.pop();
      const { kind } = ended.flow;
      if (kind === 'box') flowNow().after.push(...blockPieces(blocks));
      else if (blocks.length > 0 && !outer.hidden) flowNow().runs.push(notes.add(kind, blocks));
    }
    if (ended.picture !== undefined && ended.picture !== outer.picture) {
      const figure = ended.picture.known
        ? figureOfPicture(ended.picture, source, pictures)
        : undefined;
      if (!ended.picture.known) seen.drawings += 1;
      if (figure !== undefined) flowNow().after.push(...blockPieces([figure]));
    }
    const { gathered } = ended;
    if (gathered === undefined || gathered === outer.gathered) return;
    if (ended.destination === 'info') tables.info.set(gathered.key, gathered.text.trim());
    else if (ended.destination === 'property-name' && ended.picture !== undefined) {
      ended.picture.property = gathered.text.trim();
    } else if (
      ended.destination === 'property-value' &&
      ended.picture?.property === 'wzDescription'
    ) {
      ended.picture.alt = gathered.text.replace(/\s+/g, ' ').trim();
    }
  };

  const close = (): void => {
    flush();
    skipping = 0;
    if (beyond > 0) {
      beyond -= 1;
      return;
    }
    const outer = stack.pop();
    if (outer === undefined) return;
    finish(state, outer);
    state = outer;
  };

  const begin = (word: string): boolean => {
    if (word === 'footnote') {
      beginFlow('footnote');
      return true;
    }
    if (word === 'shptxt' || word === 'dptxbxtext') {
      beginFlow('box');
      return true;
    }
    const destination = DESTINATIONS[word];
    if (destination === undefined) return WRAPPERS.has(word);
    if (word === 'annotation') seen.comments += 1;
    state.destination = destination;
    if (word === 'field') state.field = { instruction: '' };
    if (word === 'fldrslt') state.href = hrefOfField(state.field?.instruction ?? '');
    if (word === 'sn' || word === 'sv') state.gathered = { key: '', text: '' };
    if (word === 'pict') {
      state.picture = newPicture();
    }
    return true;
  };

  const structure = (word: string, number: number | undefined): void => {
    const flow = flowNow();
    switch (word) {
      case 'par':
      case 'sect':
        return endParagraph(flow, paragraph());
      case 'cell':
        return endCell(flow, paragraph());
      case 'nestcell':
        return endParagraph(flow, { ...paragraph(), inTable: true });
      case 'trowd':
        row = { cells: [], covered: false, header: false };
        return;
      case 'trhdr':
        row.header = true;
        return;
      case 'clmrg':
      case 'clvmrg':
        row.covered = true;
        return;
      case 'cellx':
        if (row.cells.length < 1000) {
          row.cells.push({ covered: row.covered, right: number ?? NaN });
        }
        row.covered = false;
        return;
      case 'row':
        return endRow(flow, row.cells, row.header);
      case 'ftnalt':
        if (state.flow?.kind === 'footnote') state.flow.kind = 'endnote';
        return;
      default: {
        const sign = SIGN_WORDS[word];
        if (sign !== undefined) write(sign);
      }
    }
  };

  const unicode = (number: number): void => {
    const code = number < 0 ? number + 65_536 : number;
    const moved = code >= 0xf000 && code <= 0xf0ff;
    const font = tables.fonts.get(state.font === -1 ? defaultFont : state.font);
    if (moved) write(symbolText(isSymbolFont(font?.name) ? (font?.name ?? '') : 'Wingdings', code));
    else if (code <= 0x10ffff) write(String.fromCodePoint(code));
    skipping = state.fallback;
  };

  const word = (name: string, number: number | undefined): void => {
    const wasOptional = optional;
    optional = false;
    if (state.destination === 'skip') return;
    if (tellTables(tables, state, name, number)) return;
    if (begin(name)) return;
    if (wasOptional) {
      state.destination = 'skip';
      return;
    }
    if (name === 'u') return unicode(number ?? 0);
    if (name === 'ansicpg') tables.page = number ?? 1252;
    else if (name === 'mac') tables.page = 10_000;
    else if (name === 'pc' || name === 'pca') tables.page = 437;
    else if (name === 'deff') defaultFont = number ?? -1;
    else if (name === 'deflang') state.language = number ?? 0;
    else if (name === 'deleted' && number !== 0) seen.changes += 1;
    if (applyFormat(state, name, number)) return;
    if (state.destination === 'body' || state.destination === 'info') structure(name, number);
    else if (name in SIGN_WORDS) write(SIGN_WORDS[name] ?? '');
  };

  const sign = (char: string): void => {
    if (char === '*') {
      optional = true;
      return;
    }
    if (state.destination === 'skip') return;
    if (char === '\n' || char === '\r') structure('par', undefined);
    else if (SIGNS[char] !== undefined) write(SIGNS[char] ?? '');
  };

  const text = (value: string): void => {
    optional = false;
    const left = skipping === 0 ? value : value.slice(skipping);
    skipping = Math.max(0, skipping - value.length);
    if (left === '' || state.destination === 'skip' || state.destination === 'quiet') return;
    bytes += left;
    if (state.destination === 'picture') flush();
  };

  const step = (token: RtfToken): void => {
    // The second byte of a character may be one of those that are escaped.
    if (token.kind === 'sign' && '\\{}'.includes(token.sign)) return text(token.sign);
    if (token.kind === 'byte' || token.kind === 'text') {
      return text(token.kind === 'text' ? token.text : String.fromCharCode(token.byte));
    }
    flush();
    switch (token.kind) {
      case 'open':
        skipping = 0;
        optional = false;
        if (stack.length >= MAX_GROUPS) beyond += 1;
        else {
          stack.push(state);
          state = { ...state };
        }
        return;
      case 'close':
        return close();
      case 'binary':
        if (state.picture !== undefined) state.picture.binary = [token.start, token.end];
        return;
      case 'word':
      case 'sign':
        if (skipping > 0) {
          skipping -= 1;
          return;
        }
        return token.kind === 'word' ? word(token.word, token.number) : sign(token.sign);
    }
  };

  for (const token of rtfTokens(source)) step(token);
  flush();
  const cutOff = stack.length > 0;
  while (stack.length > 0) close();
  const blocks = endFlow(body, paragraph());
  let most: [number, number] = [0, 0];
  for (const each of languages) if (each[1] > most[1]) most = each;
  return {
    ...{ blocks, info: tables.info, title, seen, cutOff },
    language: languageOfNumber(most[0]),
  };
}
