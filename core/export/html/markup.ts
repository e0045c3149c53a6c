/** Writes HTML out of text that anybody may have written. */
import { cleanCharacters } from '../characters.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in elements and in quoted attributes. */
export function escaped(text: string): string {
  return cleanCharacters(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

function attributesOf(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => {
      if (value === undefined || value === false) return '';
      return value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`;
    })
    .join('');
}

/** An element around markup. Names are of the program, values may be anything. */
export function element(name: string, attributes: Attributes, inner: string): string {
  return `<${name}${attributesOf(attributes)}>${inner}</${name}>`;
}

/** An element that holds nothing: `<img>`, `<br>`. */
export function voidElement(name: string, attributes: Attributes = {}): string {
  return `<${name}${attributesOf(attributes)}>`;
}
