/** Names of the files of a Markdown folder, which every system and every note program accepts. */
import { fileNameOf } from '../file-name.ts';

export interface FileNames {
  /** A path for a file of this title in a folder, that no other has; "" is the top of the folder. */
  take(folder: string, title: string): string;
}

/** What links of Obsidian can't hold in a file's name, beyond what file systems refuse. */
const NO_LINK_NAME = /[#^[\]]/g;

/** Hands out names; those that differ by case or accents' form alone count as the same. */
export function fileNames(): FileNames {
  const taken = new Set<string>();
  const keyOf = (path: string) => path.normalize('NFC').toLowerCase();
  return {
    take(folder, title) {
      const safe = title.replace(NO_LINK_NAME, ' ');
      for (let count = 1; ; count += 1) {
        const name = fileNameOf(count === 1 ? safe : `${safe.slice(0, 150)} ${count}`, 'md');
        const path = folder === '' ? name : `${folder}/${name}`;
        if (taken.has(keyOf(path))) continue;
        taken.add(keyOf(path));
        return path;
      }
    },
  };
}

/** The address of one file as another links to it: relative, percent-encoded. */
export function addressFrom(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1);
  const parts = to
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[()'!*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
    );
  return up + parts.join('/');
}
