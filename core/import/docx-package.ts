/**
 * The parts of an Office Open XML package (ECMA-376, part 2) and how they refer to each other.
 *
 * Only parts of the package are ever read: what a relationship names outside of it (templates,
 * pictures on a server) has no bytes here and is not asked for.
 */
import { openArchive, type Archive } from './archive.ts';
import { childElement, childElements, parseXml, xmlAttribute, type XmlElement } from './xml.ts';

export interface Relation {
  /** The last word of its type: "image", "hyperlink", "footnotes". */
  type: string;
  /** The path of a part; for what lies outside, the address as it is written. */
  target: string;
  external: boolean;
}

export interface Part {
  root: XmlElement;
  relations: ReadonlyMap<string, Relation>;
}

export interface OfficePackage {
  archive: Archive;
  /** The part that the package is about, by its path. */
  mainPath: string | undefined;
  /** A part with what it refers to; undefined when it is not there. Throws when it is damaged. */
  part: (path: string) => Part | undefined;
  /** The part of a type that another refers to. */
  related: (part: Part, type: string) => Part | undefined;
  /** The properties of the package: title, creators and dates; and what the program counted. */
  core: XmlElement | undefined;
  app: XmlElement | undefined;
}

/** The path that a target names, seen from the folder of the part that names it. */
function resolve(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : `${folder}/${target}`;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function relationsOf(root: XmlElement | undefined, folder: string): Map<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const element of root === undefined ? [] : childElements(root, 'Relationship')) {
    const target = xmlAttribute(element, 'Target') ?? '';
    const external = xmlAttribute(element, 'TargetMode')?.toLowerCase() === 'external';
    relations.set(xmlAttribute(element, 'Id') ?? '', {
      type: (xmlAttribute(element, 'Type') ?? '').replace(/^.*\//, ''),
      target: external ? target : resolve(folder, target),
      external,
    });
  }
  return relations;
}

/** Opens the package that a file is. Throws a `Refusal` when it is no archive. */
export function openPackage(bytes: Uint8Array, name: string): OfficePackage {
  const archive = openArchive(bytes, name);
  const xml = (path: string): XmlElement | undefined => {
    const content = archive.read(path);
    return content === undefined ? undefined : parseXml(content, name).root;
  };
  const relations = (path: string): Map<string, Relation> => {
    const folder = folderOf(path);
    const file = path.slice(folder === '' ? 0 : folder.length + 1);
    const place = `${folder === '' ? '' : `${folder}/`}_rels/${file}.rels`;
    return relationsOf(xml(place), folder);
  };
  const part = (path: string): Part | undefined => {
    const root = xml(path);
    return root === undefined ? undefined : { root, relations: relations(path) };
  };
  const top = relationsOf(xml('_rels/.rels'), '');
  const find = (map: ReadonlyMap<string, Relation>, type: string): string | undefined =>
    [...map.values()].find((relation) => relation.type === type && !relation.external)?.target;
  const property = (type: string, usual: string) => xml(find(top, type) ?? usual);
  return {
    archive,
    mainPath: find(top, 'officeDocument'),
    part,
    related: (from, type) => {
      const path = find(from.relations, type);
      return path === undefined ? undefined : part(path);
    },
    core: property('core-properties', 'docProps/core.xml'),
    app: property('extended-properties', 'docProps/app.xml'),
  };
}

/** The `val` attribute of an element in an element: how WordprocessingML writes most settings. */
export function valueOf(parent: XmlElement | undefined, name: string): string | undefined {
  return xmlAttribute(childElement(parent, name), 'val');
}

/** Whether an on/off setting is on; undefined when it is not there. */
export function switchOf(parent: XmlElement | undefined, name: string): boolean | undefined {
  const element = childElement(parent, name);
  if (element === undefined) return undefined;
  return !/^(?:0|false|off|none)$/i.test(xmlAttribute(element, 'val') ?? '1');
}
