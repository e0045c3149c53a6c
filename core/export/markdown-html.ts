/** What notes say in Markdown by HTML, which Markdown allows within its text. */
import type { Html } from 'mdast';

/** Stands before the words of a table's cell that heads its row; nothing shows it. */
export const HEADER_MARK: Html = { type: 'html', value: '<!-- header -->' };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function attribute(name: string, value: string): string {
  return ` ${name}="${value.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)}"`;
}

interface PictureTag {
  url: string;
  alt: string;
  caption: string;
  /** In percent of the column. */
  width: number;
}

/** A picture whose width was chosen, which Markdown's own pictures can't tell. */
export function pictureTag({ url, alt, caption, width }: PictureTag): Html {
  const title = caption === '' ? '' : attribute('title', caption);
  const rest = `${title}${attribute('width', `${width}%`)}`;
  return { type: 'html', value: `<img${attribute('src', url)}${attribute('alt', alt)}${rest}>` };
}
