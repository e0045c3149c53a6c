/** The control words of Rich Text Format that say how text looks and what signs they stand for. */
import type { Mark } from '../../shared/document.ts';
import type { Destination, RtfState } from './rtf-state.ts';

/** Words that stand for a sign. */
export const SIGN_WORDS: Readonly<Record<string, string>> = {
  ...{ tab: '\t', line: '\n', lbr: '\n', emdash: '—', endash: '–', bullet: '•' },
  ...{ lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”' },
  ...{ emspace: '\u2003', enspace: '\u2002', qmspace: '\u2005' },
  ...{ zwj: '\u200d', zwnj: '\u200c', ltrmark: '\u200e', rtlmark: '\u200f' },
};

/** Words of one sign that stand for another. */
export const SIGNS: Readonly<Record<string, string>> = {
  '~': '\u00a0',
  _: '\u2011',
  '\t': '\t',
};

/** What groups that begin with a word are; others are text, or skipped when marked with `\*`. */
export const DESTINATIONS: Readonly<Record<string, Destination>> = {
  ...{ fonttbl: 'fonts', stylesheet: 'styles', listtable: 'lists', info: 'info' },
  ...{ listoverridetable: 'overrides', pict: 'picture', fldinst: 'field', listtext: 'marker' },
  ...{ pntext: 'marker', sn: 'property-name', sv: 'property-value' },
  ...{ field: 'quiet', shp: 'quiet', shpinst: 'quiet', sp: 'quiet', picprop: 'quiet' },
  ...{ object: 'quiet', do: 'quiet', shpgrp: 'quiet' },
  ...{ fldrslt: 'body', result: 'body', shppict: 'body', moMath: 'body', moMathPara: 'body' },
  ...{ mr: 'body', mathText: 'body', ftnsep: 'skip', ftnsepc: 'skip', ftncn: 'skip' },
  ...{ aftnsep: 'skip', aftnsepc: 'skip', aftncn: 'skip', colortbl: 'skip', nonshppict: 'skip' },
  ...{ header: 'skip', headerl: 'skip', headerr: 'skip', headerf: 'skip', footer: 'skip' },
  ...{ footerl: 'skip', footerr: 'skip', footerf: 'skip', objdata: 'skip', shprslt: 'skip' },
  ...{ annotation: 'skip', generator: 'skip', pn: 'skip', xe: 'skip', tc: 'skip', rxe: 'skip' },
  ...{ objclass: 'skip', objname: 'skip', blipuid: 'skip', datafield: 'skip', formfield: 'skip' },
  ...{ nesttableprops: 'skip', nonesttables: 'skip', themedata: 'skip', latentstyles: 'skip' },
  ...{ bkmkstart: 'skip', bkmkend: 'skip', filetbl: 'skip', revtbl: 'skip', rsidtbl: 'skip' },
  ...{ mmathPr: 'skip', mctrlPr: 'skip', mmathPict: 'skip', private: 'skip', template: 'skip' },
};

/** Words that only wrap a text in two encodings: the second, in Unicode, comes after the first. */
export const WRAPPERS: ReadonlySet<string> = new Set(['upr', 'ud', 'listoverride', 'list']);

const MARK_WORDS: Readonly<Record<string, Mark>> = {
  ...{ b: 'bold', i: 'italic', ul: 'underline', strike: 'strike', striked: 'strike' },
  ...{ super: 'sup', sub: 'sub', uld: 'underline', uldb: 'underline', ulw: 'underline' },
  ...{ uldash: 'underline', ulth: 'underline', ulwave: 'underline' },
};

function withMark(marks: ReadonlySet<Mark>, mark: Mark, on: boolean): Set<Mark> {
  const next = new Set(marks);
  if (on) next.add(mark);
  else next.delete(mark);
  return next;
}

function without(marks: ReadonlySet<Mark>, ...gone: Mark[]): Set<Mark> {
  return new Set([...marks].filter((mark) => !gone.includes(mark)));
}

/** Applies a word about the look of text or the settings of a paragraph; false for any other. */
export function applyFormat(state: RtfState, word: string, number: number | undefined): boolean {
  const mark = MARK_WORDS[word];
  if (mark !== undefined) {
    state.marks = withMark(state.marks, mark, number !== 0);
    return true;
  }
  switch (word) {
    case 'plain':
      state.marks = new Set();
      state.hidden = false;
      return true;
    case 'ulnone':
      state.marks = without(state.marks, 'underline');
      return true;
    case 'nosupersub':
      state.marks = without(state.marks, 'sup', 'sub');
      return true;
    case 'up':
    case 'dn': {
      // Raised by half points; programs before \super wrote it so.
      const placed: Mark = word === 'up' ? 'sup' : 'sub';
      state.marks = withMark(state.marks, placed, (number ?? 6) >= 4);
      return true;
    }
    case 'v':
    case 'deleted':
      state.hidden = number !== 0;
      return true;
    case 'f':
      state.font = number ?? -1;
      return true;
    case 'lang':
      state.language = number ?? 0;
      return true;
    case 'uc':
      state.fallback = Math.min(Math.max(number ?? 1, 0), 20);
      return true;
    case 'pard':
      state.style = 0;
      state.outline = undefined;
      state.inTable = false;
      state.list = undefined;
      state.level = 0;
      state.left = 0;
      state.first = 0;
      return true;
    case 's':
      state.style = number ?? 0;
      return true;
    case 'outlinelevel':
      state.outline = number;
      return true;
    case 'intbl':
      state.inTable = true;
      return true;
    case 'ls':
      state.list = number === 0 ? undefined : number;
      return true;
    case 'ilvl':
      state.level = Math.min(Math.max(number ?? 0, 0), 8);
      return true;
    case 'li':
      state.left = number ?? 0;
      return true;
    case 'fi':
      state.first = number ?? 0;
      return true;
    default:
      return false;
  }
}
