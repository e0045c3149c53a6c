/**
 * XML from strangers as a bounded tree.
 *
 * The document type is cut off unread, so no entity is ever defined, expanded or fetched; a
 * reference to one stays in the text as it is written. Depth, elements and length are limited, so
 * later steps may recurse.
 */
import { Parser } from 'htmlparser2';
import { Refusal } from '../../shared/result.ts';
import { nameInSentence } from './reader.ts';
import { withoutDoctype } from './xml-doctype.ts';

/** Deepest nesting of elements; documents of real programs stay below 100. */
export const MAX_XML_DEPTH = 500;

/** Most elements and attributes of one document. */
export const MAX_XML_NODES = 4_000_000;

/** Longest document, in bytes: 200 MB. */
const MAX_XML_BYTES = 200 * 1024 * 1024;

export interface XmlAttribute {
  /** Without its prefix. */
  name: string;
  /** The namespace, empty when it has none. */
  uri: string;
  value: string;
}

export interface XmlElement {
  /** Without its prefix. */
  name: string;
  /** The namespace, empty when it has none. */
  uri: string;
  attributes: readonly XmlAttribute[];
  /** Elements and stretches of text, in order. Comments and instructions are not kept. */
  children: XmlNode[];
}

export type XmlNode = XmlElement | string;

export interface XmlDocument {
  root: XmlElement;
  /** Sentences on what is wrong with it, when all the same it could be read. */
  warnings: string[];
}

/** Namespaces that a tag declares, and those around it. */
interface Scope {
  prefixes: ReadonlyMap<string, string>;
  outer: Scope | undefined;
}

interface Open {
  element: XmlElement;
  scope: Scope | undefined;
}

const XML_URI = 'http://www.w3.org/XML/1998/namespace';

function uriOf(prefix: string, scope: Scope | undefined): string {
  if (prefix === 'xml') return XML_URI;
  for (let at = scope; at !== undefined; at = at.outer) {
    const uri = at.prefixes.get(prefix);
    if (uri !== undefined) return uri;
  }
  return '';
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon === -1 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** The scope inside a tag with these attributes. */
function scopeOf(attributes: Readonly<Record<string, string>>, outer: Scope | undefined) {
  let prefixes: Map<string, string> | undefined;
  for (const name in attributes) {
    if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue;
    prefixes ??= new Map();
    prefixes.set(name.slice(6), attributes[name] ?? '');
  }
  return prefixes === undefined ? outer : { prefixes, outer };
}

/**
 * The text of XML bytes: by their mark, by how the first character is written, by the declaration,
 * else UTF-8 (XML 1.0, appendix F).
 */
export function decodeXml(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) {
    return new TextDecoder('utf-16le').decode(bytes);
  }
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) {
    return new TextDecoder('utf-16be').decode(bytes);
  }
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const label = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)/.exec(head)?.[1];
  try {
    if (label !== undefined && !/^utf-?(?:8|16)/i.test(label)) {
      return new TextDecoder(label).decode(bytes);
    }
  } catch {
    // An encoding nobody knows: what is ASCII in it can be read as UTF-8.
  }
  return new TextDecoder('utf-8').decode(bytes);
}

/**
 * Reads XML; `name` is what messages call the file. Tags that don't match are taken as browsers take
 * them; an end that is missing is a warning. Throws a `Refusal` when there is no element in it or a limit is passed.
 */
export function parseXml(source: Uint8Array | string, name: string): XmlDocument {
  if (source.length > MAX_XML_BYTES) {
    throw new Refusal(
      'too-large',
      `${nameInSentence(name)} holds more than ${MAX_XML_BYTES >> 20} MB of XML, which is the most that is read. Split it and add the parts.`,
    );
  }
  const text = typeof source === 'string' ? source : decodeXml(source);
  const stack: Open[] = [];
  let root: XmlElement | undefined;
  let nodes = 0;

  const add = (node: XmlElement): void => {
    const parent = stack.at(-1);
    if (parent === undefined) root ??= node;
    else parent.element.children.push(node);
  };
  const parser = new Parser(
    {
      onopentag(tag, found) {
        if (stack.length >= MAX_XML_DEPTH) {
          throw new Refusal(
            'too-large',
            `${nameInSentence(name)} is nested more than ${MAX_XML_DEPTH} levels deep, as no program writes it. Save it again from the program it comes from.`,
          );
        }
        const scope = scopeOf(found, stack.at(-1)?.scope);
        const attributes: XmlAttribute[] = [];
        for (const key in found) {
          const [prefix, local] = splitName(key);
          if (prefix === 'xmlns' || key === 'xmlns') continue;
          const uri = prefix === '' ? '' : uriOf(prefix, scope);
          attributes.push({ name: local, uri, value: found[key] ?? '' });
        }
        nodes += 1 + attributes.length;
        if (nodes > MAX_XML_NODES) {
          throw new Refusal(
            'too-large',
            `${nameInSentence(name)} holds more than ${MAX_XML_NODES / 1_000_000} million pieces of XML, which is the most that is read. Split it and add the parts.`,
          );
        }
        const [prefix, local] = splitName(tag);
        const element = { name: local, uri: uriOf(prefix, scope), attributes, children: [] };
        add(element);
        stack.push({ element, scope });
      },
      onclosetag() {
        stack.pop();
      },
      ontext(piece) {
        const children = stack.at(-1)?.element.children;
        if (children === undefined) return;
        const last = children.at(-1);
        if (typeof last === 'string') children[children.length - 1] = last + piece;
        else children.push(piece);
      },
    },
    { xmlMode: true },
  );
  parser.write(withoutDoctype(text));
  const unclosed = stack.length > 0;
  parser.end();
  if (root === undefined) {
    throw new Refusal(
      'reader-failed',
      `${nameInSentence(name)} holds no XML, or none that can be read. Save it again from the program it comes from.`,
    );
  }
  const warnings = unclosed ? [`${nameInSentence(name)} is cut off; what is there was read.`] : [];
  return { root, warnings };
}

export function isXmlElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

/** The elements in an element, all of them or those of one name (without prefix). */
export function childElements(parent: XmlElement, name?: string): XmlElement[] {
  return parent.children
    .filter(isXmlElement)
    .filter((node) => name === undefined || node.name === name);
}

/** The first element of this name in an element; undefined when there is none. */
export function childElement(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  for (const node of parent?.children ?? []) {
    if (typeof node !== 'string' && node.name === name) return node;
  }
  return undefined;
}

/** All elements below an element that have this name, in document order. */
export function descendants(root: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (element: XmlElement): void => {
    for (const node of element.children) {
      if (typeof node === 'string') continue;
      if (node.name === name) found.push(node);
      visit(node);
    }
  };
  visit(root);
  return found;
}

/** An attribute's value by its name without prefix, and by its namespace where that matters. */
export function xmlAttribute(
  element: XmlElement | undefined,
  name: string,
  uri?: string,
): string | undefined {
  return element?.attributes.find(
    (attribute) => attribute.name === name && (uri === undefined || attribute.uri === uri),
  )?.value;
}

/** All text in an element, at any depth, as it stands there. */
export function xmlText(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  return element.children.map((node) => (typeof node === 'string' ? node : xmlText(node))).join('');
}
