import type { ImportFormat } from '../../shared/imports.ts';

/** What the `accept` of a field for files says: every ending that can be read. */
export function acceptOf(formats: readonly ImportFormat[]): string {
  return [...formats, { endings: ['casebook'] }]
    .flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
    .join(',');
}

/** The kinds of files that can be read, each once: variants of one count as it. */
export function kindsText(formats: readonly ImportFormat[]): string {
  return [...new Set(formats.map(({ name }) => name.replace(/ \(.*\)$/, '')))].join(', ');
}
