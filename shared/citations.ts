/** The styles and languages that citations can be set in, and what setting them gives. */
import { z } from 'zod';
import { cslSchema } from './csl.ts';
import { runSchema } from './document.ts';

/** The styles that the program comes with, by the name of their file in resources/citations. */
export const CITATION_STYLES = {
  apa: 'APA, 7th edition',
  'chicago-author-date': 'Chicago, author-date',
  'chicago-fullnote-bibliography': 'Chicago, notes',
  'harvard-cite-them-right': 'Harvard (Cite Them Right)',
  ieee: 'IEEE',
  'modern-language-association': 'MLA, 9th edition',
  vancouver: 'Vancouver',
  'american-medical-association': 'AMA, 11th edition',
} as const;
export type BundledStyle = keyof typeof CITATION_STYLES;

/** The style where none was chosen, and in place of one that is gone. */
export const DEFAULT_STYLE: BundledStyle = 'apa';

/** The id of a style: a name of the table, or the address in a CSL that the researcher added. */
export const citationStyleSchema = z.string().min(1).max(300);

/** A style to choose from. */
export const listedStyleSchema = z.object({
  id: citationStyleSchema,
  title: z.string(),
  /** Whether its citations are footnotes. */
  kind: z.enum(['in-text', 'note']),
  /** Added by the researcher, who can take it away again. */
  added: z.boolean(),
});
export type ListedStyle = z.infer<typeof listedStyleSchema>;

/** Says whether the program comes with the style. */
export function isBundledStyle(id: string): id is BundledStyle {
  return Object.hasOwn(CITATION_STYLES, id);
}

/** The languages that citations can be set in. */
export const CITATION_LOCALES = [
  { tag: 'en-US', name: 'English (United States)' },
  { tag: 'en-GB', name: 'English (United Kingdom)' },
  { tag: 'ar', name: 'العربية' },
  { tag: 'cs-CZ', name: 'Čeština' },
  { tag: 'da-DK', name: 'Dansk' },
  { tag: 'de-DE', name: 'Deutsch' },
  { tag: 'el-GR', name: 'Ελληνικά' },
  { tag: 'es-ES', name: 'Español' },
  { tag: 'fa-IR', name: 'فارسی' },
  { tag: 'fi-FI', name: 'Suomi' },
  { tag: 'fr-FR', name: 'Français' },
  { tag: 'he-IL', name: 'עברית' },
  { tag: 'hu-HU', name: 'Magyar' },
  { tag: 'it-IT', name: 'Italiano' },
  { tag: 'ja-JP', name: '日本語' },
  { tag: 'ko-KR', name: '한국어' },
  { tag: 'nb-NO', name: 'Norsk bokmål' },
  { tag: 'nl-NL', name: 'Nederlands' },
  { tag: 'pl-PL', name: 'Polski' },
  { tag: 'pt-BR', name: 'Português (Brasil)' },
  { tag: 'pt-PT', name: 'Português (Portugal)' },
  { tag: 'ro-RO', name: 'Română' },
  { tag: 'ru-RU', name: 'Русский' },
  { tag: 'sv-SE', name: 'Svenska' },
  { tag: 'tr-TR', name: 'Türkçe' },
  { tag: 'uk-UA', name: 'Українська' },
  { tag: 'zh-CN', name: '中文 (简体)' },
  { tag: 'zh-TW', name: '中文 (繁體)' },
] as const;
export type CitationLocale = (typeof CITATION_LOCALES)[number]['tag'];
export const citationLocaleSchema = z.enum(CITATION_LOCALES.map(({ tag }) => tag));

/** What the licence of the engine asks to be said wherever it sets citations (docs/licences.md). */
export const CITATION_CREDIT = {
  text: 'Citations by CSL (citeproc-js)',
  href: 'https://citationstyles.org/',
} as const;

export const bibliographySchema = z.object({
  /** In the style's order; none when the style has no bibliography. */
  entries: z.array(
    z.object({
      sourceId: z.string(),
      /** The number in the margin, in styles that have one. */
      label: z.array(runSchema).optional(),
      runs: z.array(runSchema),
      /** Whether anything cites it. */
      cited: z.boolean(),
    }),
  ),
  /** Whether the lines after an entry's first stand in. */
  hanging: z.boolean(),
  /** Characters of the longest label; 0 when there are none. */
  labelWidth: z.number().int(),
});
export type Bibliography = z.infer<typeof bibliographySchema>;

export const setCitationsSchema = z.object({
  /** The list of works in the style's order; `item` is the place of each in what was given. */
  bibliography: z.array(z.object({ item: z.number().int(), runs: z.array(runSchema) })),
  /** All of them as one citation in the text, or as the note of a style with notes. */
  inText: z.array(runSchema),
});
export type SetCitations = z.infer<typeof setCitationsSchema>;

/** How the citations of a text read in a style, in the order of the text. */
export const citedTextSchema = z.object({
  /** Whether the style has notes. */
  notes: z.boolean(),
  cites: z.array(
    z.object({
      /** Empty where the citation is drawn together with the one before. */
      runs: z.array(runSchema),
      /** The place of the citation whose words these are: styles put neighbours in their order. */
      of: z.number().int(),
      /** Whether the style has set it; what it cites may be gone. */
      set: z.boolean().optional(),
      /** Whether it is a footnote by itself. */
      own: z.boolean().optional(),
    }),
  ),
});
export type CitedText = z.infer<typeof citedTextSchema>;

/** Citations that are given away one by one, with the works that they are of. */
export const citedPlacesSchema = z.object({
  /** Whether each is a note, which names its work in full. */
  notes: z.boolean(),
  /** In the order asked for; empty for what is gone. */
  inText: z.array(z.array(runSchema)),
  bibliography: bibliographySchema,
});
export type CitedPlaces = z.infer<typeof citedPlacesSchema>;

/** A reference as another program wrote it, read. */
export const readReferenceSchema = z.object({
  /** What it was written in, for people: "BibTeX". */
  format: z.string(),
  csl: cslSchema,
  tags: z.array(z.string()),
  /** Sentences on what was read with doubt. */
  warnings: z.array(z.string()),
});
export type ReadReference = z.infer<typeof readReferenceSchema>;
