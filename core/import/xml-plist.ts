/** Property lists written as XML, seen as `binary-plist.ts` shows those in bytes. */
import type { PlistValue } from './binary-plist.ts';
import type { ReadRequest } from './reader.ts';
import { childElements, parseXml, xmlText, type XmlElement } from './xml.ts';

function valueOf(element: XmlElement): PlistValue {
  return {
    entry: (key) => {
      if (element.name !== 'dict') return undefined;
      const children = childElements(element);
      const at = children.findIndex((child) => child.name === 'key' && xmlText(child) === key);
      const value = at === -1 ? undefined : children[at + 1];
      return value === undefined ? undefined : valueOf(value);
    },
    items: () => (element.name === 'array' ? childElements(element).map(valueOf) : []),
    text: () => (element.name === 'string' ? xmlText(element) : undefined),
    data: () => (element.name === 'data' ? Buffer.from(xmlText(element), 'base64') : undefined),
  };
}

/** Opens a property list in XML; undefined when the file is none. Throws what `parseXml` throws. */
export function openXmlPlist({ bytes, name }: ReadRequest): PlistValue | undefined {
  const head = Buffer.from(bytes.subarray(0, 400)).toString('latin1');
  if (!/^\s*(?:\xef\xbb\xbf)?<\?xml/.test(head)) return undefined;
  const { root } = parseXml(bytes, name);
  const [top] = root.name === 'plist' ? childElements(root) : [];
  return top === undefined ? undefined : valueOf(top);
}
