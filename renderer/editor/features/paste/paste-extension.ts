import { $insertGeneratedNodes, ClipboardImportExtension } from '@lexical/clipboard';
import { $generateNodesFromDOM } from '@lexical/html';
import {
  $getEditor,
  $getRoot,
  $getSelection,
  configExtension,
  defineExtension,
  HISTORY_PUSH_TAG,
  PASTE_TAG,
  type BaseSelection,
  type LexicalEditor,
} from 'lexical';
import { parseInert } from './inert-html.ts';
import { $isInCell, $pasteMarkdown } from './paste-markdown.ts';
import { keepPictures, picturesIn } from './pasted-pictures.ts';
import { flattenTables, tidyHtml } from './tidy-html.ts';

/** What only a document with a structure of its own has. */
const STRUCTURE = 'p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, a[href], b, strong, i, em';

/** Puts in what a parsed document says; says whether it says anything. */
function $insertDocument(
  editor: LexicalEditor,
  parsed: Document,
  selection: BaseSelection,
): boolean {
  tidyHtml(parsed);
  let nodes = $generateNodesFromDOM(editor, parsed);
  const hasTable = nodes.some((node) => node.getType() === 'table');
  if (nodes.length > 1 && hasTable && $isInCell(selection)) {
    flattenTables(parsed);
    nodes = $generateNodesFromDOM(editor, parsed);
  }
  // A document without words (a picture alone) leaves its plain text to the next way.
  if (nodes.length === 0) return false;
  $insertGeneratedNodes(editor, nodes, selection);
  return true;
}

/** Puts a document in where the caret is once its pictures are kept. */
async function insertWithPictures(
  editor: LexicalEditor,
  parsed: Document,
  pictures: ReturnType<typeof picturesIn>,
): Promise<void> {
  await keepPictures(pictures);
  editor.update(
    () => {
      const selection = $getSelection() ?? $getRoot().selectEnd();
      $insertDocument(editor, parsed, selection);
    },
    { tag: [HISTORY_PUSH_TAG, PASTE_TAG] },
  );
}

/**
 * Pasting and dropping. HTML is parsed into an inert document, reduced to structure, and only what
 * has a node in the editor comes in; links and looks are seen to by the clean feature, which also
 * covers every other way in.
 */
export const PasteExtension = defineExtension({
  name: 'casebook/paste',
  dependencies: [
    configExtension(ClipboardImportExtension, {
      $importMimeType: {
        'text/html': [
          (html, selection, _next, data) => {
            const editor = $getEditor();
            const parsed = parseInert(html);
            // Programs for plain text colour what they copy; its structure is in its Markdown.
            const isFlat = parsed.querySelector(STRUCTURE) === null;
            if (isFlat && $pasteMarkdown(editor, data.getData('text/plain'), selection))
              return true;
            const pictures = picturesIn(parsed, data);
            if (pictures.length === 0) return $insertDocument(editor, parsed, selection);
            void insertWithPictures(editor, parsed, pictures);
            return true;
          },
        ],
        'text/plain': [
          (text, selection, next) => $pasteMarkdown($getEditor(), text, selection) || next(),
        ],
      },
    }),
  ],
});
