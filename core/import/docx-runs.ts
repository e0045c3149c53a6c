/** The text of a Word paragraph: runs with their marks and links, and what stands among them. */
import type { Run } from '../../shared/document.ts';
import { readDrawing } from './docx-drawing.ts';
import { mathRuns } from './docx-math.ts';
import { valueOf } from './docx-package.ts';
import type { Field, Story } from './docx-story.ts';
import { lastSwitch, lastValue } from './docx-styles.ts';
import { PLAIN, runOf, withMark, type Look } from './html-look.ts';
import { allowedHref, hrefOfField } from './office-links.ts';
import { PAGE_MARK } from './office-pages.ts';
import type { Piece } from './office-pieces.ts';
import { isSymbolFont, symbolText } from './symbols.ts';
import {
  childElement,
  childElements,
  xmlAttribute,
  xmlText,
  type XmlElement,
  type XmlNode,
} from './xml.ts';

/** A paragraph being read. */
export interface Line {
  runs: Run[];
  /** Pictures and text boxes that hang on it. */
  after: Piece[];
  /** The text settings of its style. */
  settings: readonly XmlElement[];
}

/** Most fields inside each other, and the longest instruction that is kept. */
const MAX_FIELDS = 100;
const MAX_INSTRUCTION = 5000;

/** How far text is raised or lowered, in half points, to count as such. */
const RAISED = 6;
const LOWERED = -4;

/** Elements whose content stands as if they were not there. */
const WRAPPERS = new Set(
  'ins moveTo smartTag customXml sdt sdtContent bdo dir hyperlink fldSimple subDoc'.split(' '),
);

function hrefOfLink(element: XmlElement, story: Story): string | undefined {
  const relation = story.part.relations.get(xmlAttribute(element, 'id') ?? '');
  if (relation?.external !== true) return undefined;
  const anchor = xmlAttribute(element, 'anchor');
  const target = allowedHref(relation.target);
  return target !== undefined && anchor !== undefined && !target.includes('#')
    ? allowedHref(`${target}#${anchor}`)
    : target;
}

/** How a run looks; undefined when it is hidden. */
function lookOfRun(settings: readonly XmlElement[], isCode: boolean, href: string | undefined) {
  if (lastSwitch(settings, 'vanish')) return undefined;
  let look: Look = href === undefined ? PLAIN : { marks: [], href };
  if (lastSwitch(settings, 'b')) look = withMark(look, 'bold');
  if (lastSwitch(settings, 'i')) look = withMark(look, 'italic');
  if (lastSwitch(settings, 'strike') || lastSwitch(settings, 'dstrike')) {
    look = withMark(look, 'strike');
  }
  // A link's own underline says nothing.
  if (href === undefined && (lastValue(settings, 'u') ?? 'none') !== 'none') {
    look = withMark(look, 'underline');
  }
  if (isCode) look = withMark(look, 'code');
  const place = lastValue(settings, 'vertAlign');
  const raise = Number(lastValue(settings, 'position') ?? 0);
  if (place === 'superscript' || raise >= RAISED) look = withMark(look, 'sup');
  else if (place === 'subscript' || raise <= LOWERED) look = withMark(look, 'sub');
  return look;
}

/** Adds to the count of the language that a text is written in, by its script. */
function countLanguage(text: string, settings: readonly XmlElement[], story: Story): void {
  const script = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(text)
    ? 'eastAsia'
    : /[\p{sc=Arab}\p{sc=Hebr}]/u.test(text)
      ? 'bidi'
      : 'val';
  const told = settings.findLast(
    (each) => xmlAttribute(childElement(each, 'lang'), script) !== undefined,
  );
  const language = xmlAttribute(childElement(told ?? story.styles.defaults, 'lang'), script);
  if (language !== undefined) {
    story.languages.set(language, (story.languages.get(language) ?? 0) + text.trim().length);
  }
}

function openField({ fields }: Story, field: Field): void {
  if (fields.length < MAX_FIELDS) fields.push(field);
}

/** A field's beginning, middle or end. */
function stepField(element: XmlElement, story: Story): void {
  const field = story.fields.at(-1);
  switch (xmlAttribute(element, 'fldCharType')) {
    case 'begin':
      return openField(story, { instruction: '', inResult: false });
    case 'separate':
      if (field === undefined) return;
      field.inResult = true;
      field.href = hrefOfField(field.instruction);
      return;
    case 'end':
      story.fields.pop();
      return;
    default:
  }
}

function textOfSymbol(element: XmlElement): string {
  const code = Number.parseInt(xmlAttribute(element, 'char') ?? '', 16);
  return Number.isNaN(code) ? '' : symbolText(xmlAttribute(element, 'font') ?? '', code);
}

/** Text in a font of signs, as what one sees. */
function textOfRun(text: string, settings: readonly XmlElement[]): string {
  if (!/[\uf020-\uf0ff]/.test(text)) return text;
  const fonts = settings.findLast((each) => childElement(each, 'rFonts') !== undefined);
  const font = xmlAttribute(childElement(fonts, 'rFonts'), 'ascii');
  return text.replace(/[\uf020-\uf0ff]/g, (char) =>
    symbolText(isSymbolFont(font) && font !== undefined ? font : 'Wingdings', char.charCodeAt(0)),
  );
}

/** One run: its text, and the marks, pictures and breaks in it. */
function readRun(element: XmlElement, line: Line, story: Story, link: string | undefined): void {
  const own = childElement(element, 'rPr');
  const style = story.styles.byId(valueOf(own, 'rStyle'));
  const settings = own === undefined ? style.runs : [...style.runs, own];
  const field = story.fields.findLast(({ href }) => href !== undefined);
  const look = lookOfRun(settings, style.role === 'code', link ?? field?.href);

  const hasOwnMark = element.children.some(
    (node) =>
      typeof node !== 'string' &&
      /^(?:foot|end)noteReference$/.test(node.name) &&
      /^(?:1|true|on)$/.test(xmlAttribute(node, 'customMarkFollows') ?? ''),
  );

  const write = (text: string): void => {
    if (look === undefined || story.fields.some(({ inResult }) => !inResult)) return;
    line.runs.push(runOf(text, look));
    countLanguage(text, [...line.settings, ...settings], story);
  };
  const note = (kind: 'footnote' | 'endnote', reference: XmlElement): void => {
    const blocks = story.noteBlocks(kind, xmlAttribute(reference, 'id') ?? '');
    if (blocks === undefined || look === undefined) return;
    const label = hasOwnMark ? xmlText(childElement(element, 't')) : '';
    line.runs.push(story.notes.add(kind, blocks, label === '' ? undefined : label));
  };
  const visit = (node: XmlNode): void => {
    if (typeof node === 'string') return;
    switch (node.name) {
      case 't':
        // The mark of a note that has one of its own was taken with the note.
        return hasOwnMark ? undefined : write(textOfRun(xmlText(node), settings));
      case 'tab':
      case 'ptab':
        return write('\t');
      case 'cr':
        return write('\n');
      case 'br':
        return /^(?:page|column)$/.test(xmlAttribute(node, 'type') ?? '') ? undefined : write('\n');
      case 'lastRenderedPageBreak':
        if (story.hasPages) line.runs.push({ text: PAGE_MARK });
        return;
      case 'noBreakHyphen':
        return write('\u2011');
      case 'sym':
        return write(textOfSymbol(node));
      case 'footnoteReference':
        return note('footnote', node);
      case 'endnoteReference':
        return note('endnote', node);
      case 'commentReference':
        story.seen.comments += 1;
        return;
      case 'fldChar':
        return stepField(node, story);
      case 'instrText': {
        const open = story.fields.at(-1);
        if (open !== undefined && open.instruction.length < MAX_INSTRUCTION) {
          open.instruction += xmlText(node);
        }
        return;
      }
      case 'drawing':
      case 'pict':
      case 'object':
        line.after.push(...readDrawing(node, story));
        return;
      case 'AlternateContent': {
        const choice = childElement(node, 'Choice');
        const before = line.after.length;
        choice?.children.forEach(visit);
        if (line.after.length === before) childElement(node, 'Fallback')?.children.forEach(visit);
        return;
      }
      case 'ruby':
        readInline(childElement(node, 'rubyBase')?.children ?? [], line, story, link);
        write('(');
        readInline(childElement(node, 'rt')?.children ?? [], line, story, link);
        return write(')');
    }
  };
  element.children.forEach(visit);
}

/** Reads the content of a paragraph into a line. */
export function readInline(
  nodes: readonly XmlNode[],
  line: Line,
  story: Story,
  link?: string,
): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    const { name } = node;
    if (name === 'r') readRun(node, line, story, link);
    else if (name === 'del' || name === 'moveFrom') story.seen.changes += 1;
    else if (name === 'oMath' || name === 'oMathPara') line.runs.push(...mathRuns(node));
    else if (name === 'AlternateContent') {
      readInline(childElement(node, 'Choice')?.children ?? [], line, story, link);
    } else if (WRAPPERS.has(name)) {
      if (name === 'ins' || name === 'moveTo') story.seen.changes += 1;
      const field = hrefOfField(xmlAttribute(node, 'instr') ?? '');
      const href = name === 'hyperlink' ? hrefOfLink(node, story) : field;
      readInline(node.children, line, story, href ?? link);
    }
  }
}

/** Reads a paragraph's content; `settings` are those of its style. */
export function readLine(
  paragraph: XmlElement,
  settings: readonly XmlElement[],
  story: Story,
): Line {
  const line: Line = { runs: [], after: [], settings };
  readInline(
    childElements(paragraph).filter(({ name }) => name !== 'pPr'),
    line,
    story,
  );
  return line;
}
