import { $insertGeneratedNodes, ClipboardImportExtension } from '@lexical/clipboard';
import { $generateNodesFromDOM } from '@lexical/html';
import { $getEditor, configExtension, defineExtension } from 'lexical';
import { tidyHtml } from './tidy-html.ts';

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
          (html, selection) => {
            const editor = $getEditor();
            const parsed = new DOMParser().parseFromString(html, 'text/html');
            tidyHtml(parsed);
            const nodes = $generateNodesFromDOM(editor, parsed);
            // A document without words (a picture alone) leaves its plain text to the next way.
            if (nodes.length === 0) return false;
            $insertGeneratedNodes(editor, nodes, selection);
            return true;
          },
        ],
      },
    }),
  ],
});
