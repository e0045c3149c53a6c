/** What the files of an exported Markdown folder are, as their front matter says. */

export const VAULT_PARTS = ['contents', 'note', 'source', 'annotations'] as const;

export type VaultPart = (typeof VAULT_PARTS)[number];

/** Says that a file of an exported folder is no source; undefined when it is one. */
export function whyNoSource(part: VaultPart | undefined): string | undefined {
  switch (part) {
    case 'note':
      return 'This is a note that Casebook exported. To have it as a note again, import the folder’s zip where the notes are.';
    case 'annotations':
      return 'These are the comments on a source, as Casebook exported them: no text of their own.';
    case 'contents':
      return 'This lists what is in a folder that Casebook exported, and is no text of its own.';
    default:
      return undefined;
  }
}
