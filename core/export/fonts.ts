/**
 * The fonts that exports are set in: all bundled, all free (OFL), none of the computer's own, so
 * that every host makes the same bytes. Only static faces: variable ones are embedded badly.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Refusal } from '../../shared/result.ts';
import { type Coverage, coverageOf, covers, renamed } from './sfnt.ts';

interface FontFamily {
  /** The name that the templates use; ours, so that an installed font can't take its place. */
  family: string;
  /** The npm package that brings the files. */
  package: string;
  files: readonly string[];
}

const GOOGLE = '@expo-google-fonts';

/**
 * In the order in which a character looks for its glyph. The first three are for text of their
 * kind, and always loaded; the others only for a document that has characters they are needed for.
 */
export const FONT_FAMILIES: readonly FontFamily[] = [
  {
    family: 'Casebook Serif',
    package: `${GOOGLE}/source-serif-4`,
    files: [
      '400Regular/SourceSerif4_400Regular.ttf',
      '400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
      '600SemiBold/SourceSerif4_600SemiBold.ttf',
      '700Bold/SourceSerif4_700Bold.ttf',
      '700Bold_Italic/SourceSerif4_700Bold_Italic.ttf',
    ],
  },
  {
    family: 'Casebook Sans',
    package: `${GOOGLE}/inter`,
    files: [
      '400Regular/Inter_400Regular.ttf',
      '400Regular_Italic/Inter_400Regular_Italic.ttf',
      '600SemiBold/Inter_600SemiBold.ttf',
    ],
  },
  {
    family: 'Casebook Mono',
    package: `${GOOGLE}/jetbrains-mono`,
    files: [
      '400Regular/JetBrainsMono_400Regular.ttf',
      '400Regular_Italic/JetBrainsMono_400Regular_Italic.ttf',
      '700Bold/JetBrainsMono_700Bold.ttf',
    ],
  },
  {
    family: 'Casebook Arabic',
    // Chosen over others because most of its text can be copied from the page as it was written.
    package: `${GOOGLE}/amiri`,
    files: ['400Regular/Amiri_400Regular.ttf', '700Bold/Amiri_700Bold.ttf'],
  },
  {
    family: 'Casebook Hebrew',
    package: `${GOOGLE}/noto-serif-hebrew`,
    files: ['400Regular/NotoSerifHebrew_400Regular.ttf', '700Bold/NotoSerifHebrew_700Bold.ttf'],
  },
  {
    family: 'Casebook Mathematics',
    package: `${GOOGLE}/noto-sans-math`,
    files: ['400Regular/NotoSansMath_400Regular.ttf'],
  },
  {
    family: 'Casebook Symbols',
    package: `${GOOGLE}/noto-sans-symbols-2`,
    files: ['400Regular/NotoSansSymbols2_400Regular.ttf'],
  },
  {
    family: 'Casebook Emoji',
    package: `${GOOGLE}/noto-emoji`,
    files: ['400Regular/NotoEmoji_400Regular.ttf', '700Bold/NotoEmoji_700Bold.ttf'],
  },
  {
    family: 'Casebook Korean',
    package: `${GOOGLE}/gowun-batang`,
    files: ['400Regular/GowunBatang_400Regular.ttf', '700Bold/GowunBatang_700Bold.ttf'],
  },
  {
    family: 'Casebook Japanese',
    package: '@embedpdf/fonts-jp',
    files: ['fonts/NotoSansJP-Regular.otf', 'fonts/NotoSansJP-Bold.otf'],
  },
  {
    family: 'Casebook Chinese',
    package: '@embedpdf/fonts-sc',
    files: ['fonts/NotoSansHans-Regular.otf', 'fonts/NotoSansHans-Bold.otf'],
  },
];

const ALWAYS_LOADED = 3;

/**
 * The folders of the packages that bring the fonts, found as Node finds modules, from here up:
 * the same from source and from a bundle that lies beside node_modules. Throws a `Refusal` naming
 * a package that is missing.
 */
export function findFontFolders(): string[] {
  const roots = createRequire(import.meta.url).resolve.paths('fonts') ?? [];
  return FONT_FAMILIES.map(({ package: name }) => {
    // Not through the package's own exports, which name code and not font files.
    const found = roots.map((root) => join(root, name)).find((folder) => existsSync(folder));
    if (found !== undefined) return found;
    throw new Refusal('internal', `The fonts of "${name}" are missing. Install Casebook again.`);
  });
}

function readFace(folders: readonly string[], file: string): Uint8Array {
  const path = folders
    .map((folder) => join(folder, file))
    .find((candidate) => existsSync(candidate));
  if (path !== undefined) return readFileSync(path);
  throw new Refusal('internal', `The font file "${file}" is missing. Install Casebook again.`);
}

export interface LoadedFonts {
  /** The font files, each under its family's name here, ready for the compiler. */
  faces: Uint8Array[];
  families: string[];
  /** Of the code points asked for, those that no bundled font has. */
  missing: Set<number>;
}

/**
 * Loads the fonts that a set of code points needs. A family counts as having a character only when
 * all its faces do, so bold and italic text is never without a glyph that upright text has.
 * `folders` are searched in turn for each file; `wanted` families are loaded in any case.
 */
export function loadFonts(
  folders: readonly string[],
  codePoints: ReadonlySet<number>,
  wanted: ReadonlySet<string>,
): LoadedFonts {
  const missing = new Set(codePoints);
  const loaded: LoadedFonts = { faces: [], families: [], missing };
  FONT_FAMILIES.forEach(({ family, files }, index) => {
    const always = index < ALWAYS_LOADED || wanted.has(family);
    if (!always && missing.size === 0) return;
    const faces = files.map((file) => readFace(folders, file));
    const coverages: Coverage[] = faces.map(coverageOf);
    let needed = always;
    for (const codePoint of missing) {
      if (!coverages.every((coverage) => covers(coverage, codePoint))) continue;
      missing.delete(codePoint);
      needed = true;
    }
    if (!needed) return;
    loaded.faces.push(...faces.map((face) => renamed(face, family)));
    loaded.families.push(family);
  });
  return loaded;
}
