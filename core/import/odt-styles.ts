/** The styles of an OpenDocument text: what paragraphs, lists and text are by their styles. */
import { MARKS, type Mark } from '../../shared/document.ts';
import { childElement, childElements, xmlAttribute, type XmlElement } from './xml.ts';

export type OdtRole = 'title' | 'quote' | 'code' | 'caption';

export interface OdtStyle {
  role?: OdtRole;
  /** The heading level of its paragraphs, from 1. */
  level?: number;
  /** What it turns on and off in text. */
  marks: ReadonlyMap<Mark, boolean>;
  hidden: boolean;
  /** Its paragraphs begin a page. */
  newPage: boolean;
  /** The language of its text. */
  language?: string;
}

export interface OdtList {
  ordered: (level: number) => boolean;
  start: (level: number) => number;
}

export interface OdtStyles {
  paragraph: (name: string | undefined) => OdtStyle;
  text: (name: string | undefined) => OdtStyle;
  list: (name: string | undefined) => OdtList;
  language: string | undefined;
}

/** Longest chain of styles based on each other that is followed. */
const MAX_CHAIN = 50;

/** The names are the same in every language; only what is shown of them is translated. */
const ROLES: ReadonlyArray<readonly [RegExp, OdtRole | undefined]> = [
  [/^title$/i, 'title'],
  [/^subtitle$/i, undefined],
  [/^(?:block ?)?quot(?:e|ations?)$/i, 'quote'],
  [/^preformatted text$|^source ?text$|^source ?code$|^teletype$/i, 'code'],
  [/^(?:figure|table)?caption$|^illustration$|^drawing$/i, 'caption'],
];

/** A style's name as people know it: codes of characters that XML names can't hold are undone. */
function plainName(name: string): string {
  return name.replace(/_([0-9a-f]{2,4})_/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** What a style's name says about its paragraphs; undefined when it says nothing. */
function roleOf(shown: string): { role: OdtRole | undefined } | undefined {
  const known = ROLES.find(([pattern]) => pattern.test(shown));
  return known && { role: known[1] };
}

function marksOf(properties: XmlElement | undefined): Map<Mark, boolean> {
  const marks = new Map<Mark, boolean>();
  const value = (name: string) => xmlAttribute(properties, name)?.trim().toLowerCase();
  const weight = value('font-weight');
  if (weight !== undefined) marks.set('bold', /^(?:bold|bolder|[6-9]00)$/.test(weight));
  const slant = value('font-style');
  if (slant !== undefined) marks.set('italic', /^(?:italic|oblique)$/.test(slant));
  const line = value('text-underline-style') ?? value('text-underline-type');
  if (line !== undefined) marks.set('underline', line !== 'none');
  const strike = value('text-line-through-style') ?? value('text-line-through-type');
  if (strike !== undefined) marks.set('strike', strike !== 'none');
  const place = value('text-position');
  if (place !== undefined) {
    const raise = Number.parseFloat(place);
    marks.set('sup', place.startsWith('super') || raise > 0);
    marks.set('sub', place.startsWith('sub') || raise < 0);
  }
  return marks;
}

function languageOf(properties: XmlElement | undefined): string | undefined {
  const language = xmlAttribute(properties, 'language');
  if (language === undefined || language === 'none') return undefined;
  const country = xmlAttribute(properties, 'country');
  return country === undefined || country === 'none' ? language : `${language}-${country}`;
}

/** What a style makes, by the chain of those it is based on, the most general first. */
function readStyle(ownName: string, chain: readonly XmlElement[]): OdtStyle {
  const style: OdtStyle = { marks: new Map(), hidden: false, newPage: false };
  // A style that is only named is one that every program knows.
  const named = chain.length > 0 ? undefined : roleOf(plainName(ownName));
  if (named?.role !== undefined) style.role = named.role;
  const marks = new Map<Mark, boolean>();
  for (const element of chain) {
    const name = xmlAttribute(element, 'name') ?? '';
    const shown = xmlAttribute(element, 'display-name') ?? plainName(name);
    const known = roleOf(shown);
    if (known?.role !== undefined) style.role = known.role;
    else if (known !== undefined) delete style.role;
    const level = Number(xmlAttribute(element, 'default-outline-level') ?? 0);
    if (level > 0) style.level = level;
    const text = childElement(element, 'text-properties');
    // How links look says nothing about those that are none.
    if (!/^(?:visited )?internet link$/i.test(shown)) {
      for (const [mark, on] of marksOf(text)) marks.set(mark, on);
    }
    if (known?.role === 'code') marks.set('code', true);
    style.hidden ||= xmlAttribute(text, 'display') === 'none';
    const paragraph = childElement(element, 'paragraph-properties');
    const own = element === chain.at(-1);
    style.newPage = own && xmlAttribute(paragraph, 'break-before') === 'page';
    const language = languageOf(text);
    if (language !== undefined) style.language = language;
  }
  return { ...style, marks };
}

function readList(element: XmlElement | undefined): OdtList {
  const levels = new Map<number, XmlElement>();
  for (const level of element === undefined ? [] : childElements(element)) {
    levels.set(Number(xmlAttribute(level, 'level') ?? 0), level);
  }
  // Some programs define the first level only and go deeper all the same.
  const at = (level: number): XmlElement | undefined => levels.get(level) ?? levels.get(1);
  return {
    ordered: (level) => {
      const found = at(level);
      return (
        found?.name === 'list-level-style-number' &&
        (xmlAttribute(found, 'num-format') ?? '') !== ''
      );
    },
    start: (level) => {
      const start = Number(xmlAttribute(at(level), 'start-value') ?? 1);
      return Number.isSafeInteger(start) ? start : 1;
    },
  };
}

/** Reads the styles in the parts given, those of later parts counting before earlier ones. */
export function readOdtStyles(roots: ReadonlyArray<XmlElement | undefined>): OdtStyles {
  const byFamily = new Map<string, XmlElement>();
  const lists = new Map<string, XmlElement>();
  let language: string | undefined;
  const containers = roots.flatMap((root) =>
    root === undefined
      ? []
      : [...childElements(root, 'styles'), ...childElements(root, 'automatic-styles')],
  );
  for (const element of containers.flatMap((container) => childElements(container))) {
    const name = xmlAttribute(element, 'name') ?? '';
    const family = xmlAttribute(element, 'family') ?? '';
    if (element.name === 'style') byFamily.set(`${family} ${name}`, element);
    else if (element.name === 'list-style') lists.set(name, element);
    else if (element.name === 'default-style' && family === 'paragraph') {
      language = languageOf(childElement(element, 'text-properties'));
    }
  }

  const reader = (family: string) => {
    const known = new Map<string, OdtStyle>();
    return (name = ''): OdtStyle => {
      const cached = known.get(name);
      if (cached !== undefined) return cached;
      const chain: XmlElement[] = [];
      let at = byFamily.get(`${family} ${name}`);
      while (at !== undefined && chain.length < MAX_CHAIN && !chain.includes(at)) {
        chain.unshift(at);
        at = byFamily.get(`${family} ${xmlAttribute(at, 'parent-style-name') ?? ''}`);
      }
      const style = readStyle(name, chain);
      known.set(name, style);
      return style;
    };
  };
  const known = new Map<string, OdtList>();
  return {
    paragraph: reader('paragraph'),
    text: reader('text'),
    list: (name = '') => {
      const list = known.get(name) ?? readList(lists.get(name));
      known.set(name, list);
      return list;
    },
    language,
  };
}

/** Marks with those of a style set or taken away, in the order of `MARKS`. */
export function withStyleMarks(marks: readonly Mark[], style: OdtStyle): Mark[] {
  return MARKS.filter((mark) => style.marks.get(mark) ?? marks.includes(mark));
}
