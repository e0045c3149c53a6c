/** CSL styles of strangers: looked at as data before the processor sees them. */
import { Refusal } from '../../shared/result.ts';
import {
  childElement,
  childElements,
  parseXml,
  xmlAttribute,
  xmlText,
  type XmlElement,
} from '../import/xml.ts';
import type { AddedStyle } from '../store/citation-styles.ts';

/** Longest style, in characters; the longest that is published has about 200,000. */
export const MAX_STYLE_LENGTH = 2_000_000;

/**
 * Most elements of a style once its macros are put in where they are called, which is what the
 * processor does; the longest that is published comes to about 30,000.
 */
const MAX_ELEMENTS = 300_000;

const CSL_URI = 'http://purl.org/net/xbiblio/csl';

function refused(name: string, why: string): Refusal {
  return new Refusal('unsupported-format', `${name === '' ? 'This' : `“${name}”`} ${why}`);
}

/** How many elements a style comes to; what is wrong when a macro calls itself, or is not there. */
function expandedSize(style: XmlElement): number | { problem: string } {
  const macros = new Map(
    childElements(style, 'macro').map((macro) => [xmlAttribute(macro, 'name') ?? '', macro]),
  );
  const sizes = new Map<string, number>();
  const open = new Set<string>();
  let problem: string | undefined;
  const sizeOf = (element: XmlElement): number => {
    let size = 1;
    for (const child of childElements(element)) {
      const called =
        child.name === 'text' || child.name === 'key' ? xmlAttribute(child, 'macro') : undefined;
      size += sizeOf(child) + (called === undefined ? 0 : macroSize(called));
      if (size > MAX_ELEMENTS) return size;
    }
    return size;
  };
  const macroSize = (name: string): number => {
    const known = sizes.get(name);
    if (known !== undefined) return known;
    const macro = macros.get(name);
    if (macro === undefined) problem ??= `it calls a macro “${name}” that it does not have`;
    else if (open.has(name)) problem ??= `its macro “${name}” calls itself`;
    if (macro === undefined || open.has(name)) return 0;
    open.add(name);
    const size = sizeOf(macro);
    open.delete(name);
    sizes.set(name, size);
    return size;
  };
  const size = childElements(style)
    .filter(({ name }) => name !== 'macro')
    .reduce((sum, element) => sum + sizeOf(element), 0);
  return problem === undefined ? size : { problem };
}

/** The style that a dependent one is set like. */
function parentOf(info: XmlElement | undefined): string | undefined {
  const links = info === undefined ? [] : childElements(info, 'link');
  const parent = links.find((one) => xmlAttribute(one, 'rel') === 'independent-parent');
  return parent && xmlAttribute(parent, 'href');
}

/**
 * Reads a style file; `titleOf` says what a style of an id is called when it is there already.
 * Throws a `Refusal` that says what the file is instead of a style, and what to do.
 */
export function readStyle(
  text: string,
  name: string,
  titleOf: (id: string) => string | undefined,
): AddedStyle {
  if (text.length > MAX_STYLE_LENGTH) {
    throw refused(
      name,
      'is longer than any citation style. Choose a file whose name ends in .csl.',
    );
  }
  if (!/<style[\s>]/.test(text)) {
    throw refused(
      name,
      'is no citation style: there is no <style> in it. Styles are files whose name ends in .csl, as the Zotero Style Repository has them.',
    );
  }
  const { root } = parseXml(text, name);
  if (root.name !== 'style' || root.uri !== CSL_URI) {
    throw refused(name, 'is no citation style in the Citation Style Language.');
  }
  const version = xmlAttribute(root, 'version') ?? '';
  if (!version.startsWith('1.')) {
    throw refused(
      name,
      `is written in version ${version === '' ? 'unknown' : version} of the Citation Style Language; version 1.0 is needed. Look for a newer copy of the style.`,
    );
  }
  const info = childElement(root, 'info');
  const title = xmlText(childElement(info, 'title')).trim();
  const parent = parentOf(info);
  if (parent !== undefined) {
    const known = titleOf(parent);
    throw refused(
      title,
      known === undefined
        ? `is a dependent style: it only says that it is set like ${parent}. Add that style's own file instead.`
        : `is a dependent style: it is set exactly like “${known}”, which is here. Choose that one.`,
    );
  }
  const citation = childElement(root, 'citation');
  if (citation === undefined || childElement(citation, 'layout') === undefined) {
    throw refused(name, 'is no whole citation style: it does not say how citations are laid out.');
  }
  const size = expandedSize(root);
  if (typeof size !== 'number') throw refused(name, `can't be used: ${size.problem}.`);
  if (size > MAX_ELEMENTS) {
    throw refused(name, "can't be used: its macros come to more than any real style's.");
  }
  const id = xmlText(childElement(info, 'id')).trim();
  if (id === '' || id.length > 300 || title === '') {
    throw refused(name, 'has no name or no id of its own (<title> and <id> in its <info>).');
  }
  const kind = xmlAttribute(root, 'class') === 'note' ? 'note' : 'in-text';
  return { id, title: title.slice(0, 300), kind, xml: text };
}
