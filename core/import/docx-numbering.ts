/** The lists of a Word document: which paragraphs are items, how deep, and what number they have. */
import { valueOf } from './docx-package.ts';
import { childElement, childElements, xmlAttribute, type XmlElement } from './xml.ts';

interface Level {
  format: string;
  /** Its bullet or number is a blank: paragraphs of it go on with the item before. */
  blank: boolean;
  start: number;
}

interface List {
  /** Lists made from one definition count on. */
  definition: string;
  levels: ReadonlyMap<number, Level>;
  /** Where this list starts anew, by level. */
  restarts: ReadonlyMap<number, number>;
}

export interface ListPlace {
  list: string;
  level: number;
  ordered: boolean;
  number: number;
  continues: boolean;
}

export interface Numbering {
  /** Where a paragraph with this `numPr` stands, counting it; undefined when it is no item. */
  next: (settings: XmlElement | undefined, inherited?: XmlElement) => ListPlace | undefined;
}

const MAX_LEVEL = 8;

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function levelsOf(definition: XmlElement | undefined): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const element of definition === undefined ? [] : childElements(definition, 'lvl')) {
    levels.set(integer(xmlAttribute(element, 'ilvl')) ?? 0, {
      format: valueOf(element, 'numFmt') ?? 'decimal',
      blank: valueOf(element, 'lvlText')?.trim() === '',
      start: integer(valueOf(element, 'start')) ?? 1,
    });
  }
  return levels;
}

/** Reads the definitions of lists. */
function readLists(root: XmlElement): Map<string, List> {
  const definitions = new Map<string, XmlElement>();
  const byStyle = new Map<string, XmlElement>();
  for (const element of childElements(root, 'abstractNum')) {
    definitions.set(xmlAttribute(element, 'abstractNumId') ?? '', element);
    const style = valueOf(element, 'styleLink');
    if (style !== undefined) byStyle.set(style, element);
  }
  const lists = new Map<string, List>();
  for (const element of childElements(root, 'num')) {
    const id = valueOf(element, 'abstractNumId') ?? '';
    const named = definitions.get(id);
    const definition = byStyle.get(valueOf(named, 'numStyleLink') ?? '') ?? named;
    const levels = levelsOf(definition);
    const restarts = new Map<number, number>();
    for (const change of childElements(element, 'lvlOverride')) {
      const level = integer(xmlAttribute(change, 'ilvl')) ?? 0;
      const start = integer(valueOf(change, 'startOverride'));
      if (start !== undefined) restarts.set(level, start);
      const replaced = childElement(change, 'lvl');
      const own = replaced && levelsOf({ ...change, children: [replaced] }).get(level);
      if (own !== undefined) levels.set(level, own);
    }
    lists.set(xmlAttribute(element, 'numId') ?? '', { definition: id, levels, restarts });
  }
  return lists;
}

/** Starts counting the lists of a document; one without the part has none. */
export function startNumbering(root: XmlElement | undefined): Numbering {
  const lists = root === undefined ? new Map<string, List>() : readLists(root);
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();

  const count = (id: string, list: List, level: number): number => {
    const counts = counters.get(list.definition) ?? [];
    counters.set(list.definition, counts);
    const restart = list.restarts.get(level);
    const fresh = restart !== undefined && !begun.has(`${id} ${level}`);
    begun.add(`${id} ${level}`);
    const before = fresh ? undefined : counts[level];
    const start = restart ?? list.levels.get(level)?.start ?? 1;
    const number = before === undefined ? start : before + 1;
    counts[level] = number;
    counts.length = level + 1;
    return number;
  };

  return {
    next: (settings, inherited) => {
      const id = valueOf(settings, 'numId') ?? valueOf(inherited, 'numId');
      const list = lists.get(id ?? '');
      if (id === undefined || id === '0' || list === undefined) return undefined;
      const told = integer(valueOf(settings, 'ilvl') ?? valueOf(inherited, 'ilvl')) ?? 0;
      const level = Math.min(Math.max(told, 0), MAX_LEVEL);
      const { format, blank } = list.levels.get(level) ?? { format: 'decimal', blank: false };
      if (format === 'none') return undefined;
      const ordered = format !== 'bullet';
      if (blank) return { list: list.definition, level, ordered, number: 1, continues: true };
      const number = count(id, list, level);
      return { list: list.definition, level, ordered, number, continues: false };
    },
  };
}
