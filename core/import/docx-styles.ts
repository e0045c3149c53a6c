/** The styles of a Word document: what a paragraph is, by the names of its styles. */
import { switchOf, valueOf } from './docx-package.ts';
import { childElement, childElements, xmlAttribute, type XmlElement } from './xml.ts';

export type Role = 'title' | 'quote' | 'code' | 'caption' | 'contents';

export interface Style {
  role?: Role;
  /** The heading level, from 1. */
  level?: number;
  /** How deep the items of its list are, from 0, when its name tells. */
  listLevel?: number;
  /** The list that its paragraphs belong to. */
  numbering?: XmlElement;
  /** The settings of its text, the own ones after those of the styles it is based on. */
  runs: XmlElement[];
  /** Whether it draws the first row of a table in a way of its own. */
  firstRow: boolean;
}

export interface Styles {
  byId: (id: string | undefined) => Style;
  /** The style of paragraphs that name none. */
  paragraph: string | undefined;
  /** The settings of all text. */
  defaults: XmlElement | undefined;
}

/** Longest chain of styles based on each other that is followed. */
const MAX_CHAIN = 50;

/** Programs write the English names of the styles that Word knows, whatever language they speak. */
const ROLES: ReadonlyArray<readonly [RegExp, Role]> = [
  [/^title$/i, 'title'],
  [/^(?:intense )?quote$|^quotations?$|^block ?(?:text|quote|quotation)$/i, 'quote'],
  [
    /^html preformatted$|^preformatted text$|^source ?code$|^macro$|^code$|^verbatim char$|^html (?:code|keyboard|sample|typewriter)$|^source text$|^teletype$/i,
    'code',
  ],
  [/^caption$|^image ?caption$|^figure$|^illustration$|^drawing$/i, 'caption'],
  [/^(?:toc|contents) (?:heading|\d)$|^toc heading$/i, 'contents'],
];

/** What a style's name says about its paragraphs: a role of theirs, or a heading's level. */
export function meaningOf(name: string): { role?: Role; level?: number } {
  const heading = /^heading ([1-9])$/i.exec(name)?.[1];
  const role = ROLES.find(([pattern]) => pattern.test(name))?.[1];
  return {
    ...(role === undefined ? {} : { role }),
    ...(heading === undefined ? {} : { level: Number(heading) }),
  };
}

/** The heading level of an outline level, counted from 0 to 8; 9 is text. */
function levelOf(outline: string | undefined): number | undefined {
  const level = Number(outline ?? NaN);
  return Number.isInteger(level) && level >= 0 && level <= 8 ? level + 1 : undefined;
}

/** The heading level that a paragraph's own settings give it; 0 when they say it is text. */
export function ownLevel(settings: XmlElement | undefined): number | undefined {
  const outline = valueOf(settings, 'outlineLvl');
  return outline === '9' ? 0 : levelOf(outline);
}

function readStyle(chain: readonly XmlElement[]): Style {
  const style: Style = { runs: [], firstRow: false };
  for (const element of chain) {
    const name = valueOf(element, 'name') ?? '';
    const settings = childElement(element, 'pPr');
    const { role, level: heading } = meaningOf(name);
    const listLevel = /^list (?:bullet|number|continue) ([2-5])$/i.exec(name)?.[1];
    if (listLevel !== undefined) style.listLevel = Number(listLevel) - 1;
    if (role !== undefined) style.role = role;
    // It is often based on the title, and is none.
    if (/^subtitle$/i.test(name)) delete style.role;
    const level = heading ?? ownLevel(settings);
    if (level === 0) delete style.level;
    else if (level !== undefined) style.level = level;
    const numbering = childElement(settings, 'numPr');
    if (numbering !== undefined) style.numbering = numbering;
    const runs = childElement(element, 'rPr');
    // How links look says nothing about those that are none.
    if (runs !== undefined && !/^(?:followed ?)?hyperlink$|^internet link$/i.test(name)) {
      style.runs.push(runs);
    }
    style.firstRow ||= childElements(element, 'tblStylePr').some(
      (part) => xmlAttribute(part, 'type') === 'firstRow',
    );
  }
  return style;
}

/** Reads the part of styles; a document without one has none. */
export function readStyles(root: XmlElement | undefined): Styles {
  const elements = new Map<string, XmlElement>();
  let paragraph: string | undefined;
  for (const element of root === undefined ? [] : childElements(root, 'style')) {
    const id = xmlAttribute(element, 'styleId') ?? '';
    if (!elements.has(id)) elements.set(id, element);
    const isDefault = /^(?:1|true|on)$/.test(xmlAttribute(element, 'default') ?? '');
    if (isDefault && xmlAttribute(element, 'type') === 'paragraph') paragraph = id;
  }
  const known = new Map<string, Style>();
  const byId = (id: string): Style => {
    const chain: XmlElement[] = [];
    let at = elements.get(id);
    while (at !== undefined && chain.length < MAX_CHAIN && !chain.includes(at)) {
      chain.unshift(at);
      at = elements.get(valueOf(at, 'basedOn') ?? '');
    }
    return readStyle(chain);
  };
  return {
    byId: (id = '') => {
      const style = known.get(id) ?? byId(id);
      known.set(id, style);
      return style;
    },
    paragraph,
    defaults: childElement(childElement(childElement(root, 'docDefaults'), 'rPrDefault'), 'rPr'),
  };
}

/** Whether text settings turn something on, the last that says so counting. */
export function lastSwitch(settings: readonly XmlElement[], name: string): boolean {
  return settings.reduce((on, each) => switchOf(each, name) ?? on, false);
}

/** The last value that text settings give. */
export function lastValue(settings: readonly XmlElement[], name: string): string | undefined {
  return settings.reduce<string | undefined>(
    (value, each) => valueOf(each, name) ?? value,
    undefined,
  );
}
