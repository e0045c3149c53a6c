/**
 * Rich text as it is stored: a Lexical editor state in its serialized form.
 *
 * Typed and checked here so that the core can index, convert and export notes without an editor.
 * Exports never read this form: they read the blocks that `richTextToBlocks` makes of it.
 */
export { plainOf } from './rich-text/plain.ts';
export { passageOf, passageOfQuote } from './rich-text/passage.ts';
export { citationOf, richTextToBlocks, richTextToPlain } from './rich-text/read.ts';
export {
  richTextSchema,
  type PassageReference,
  type RichText,
  type RichTextNode,
} from './rich-text/schema.ts';
export { blocksToRichText, textToRichText } from './rich-text/write.ts';
