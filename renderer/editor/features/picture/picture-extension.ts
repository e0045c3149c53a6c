import { NodeSelectionDataSelectedExtension } from '@lexical/extension';
import { DRAG_DROP_PASTE } from '@lexical/rich-text';
import {
  COMMAND_PRIORITY_EDITOR,
  COMMAND_PRIORITY_HIGH,
  configExtension,
  createCommand,
  defineExtension,
  mergeRegister,
  PASTE_COMMAND,
  type LexicalCommand,
  type NodeKey,
} from 'lexical';
import { $insertBlock } from '../../insert-block.ts';
import { registerOpening } from '../../open-node.ts';
import { isPictureFile } from './keep-picture.ts';
import {
  $createPictureNode,
  $isPictureNode,
  PictureNode,
  type PictureContent,
} from './picture-node.ts';
import { registerResizing } from './resize.ts';

/** Puts a picture that is in files/ after the block of the caret. */
export const INSERT_PICTURE_COMMAND: LexicalCommand<PictureContent> =
  createCommand('INSERT_PICTURE_COMMAND');

/** Lets the researcher choose pictures from the disk. */
export const CHOOSE_PICTURE_COMMAND: LexicalCommand<void> = createCommand('CHOOSE_PICTURE_COMMAND');

/** Takes picture files into the library and into the text. */
export const ADD_PICTURES_COMMAND: LexicalCommand<readonly File[]> =
  createCommand('ADD_PICTURES_COMMAND');

/** Opens what can be said and done about the picture of that key. */
export const EDIT_PICTURE_COMMAND: LexicalCommand<NodeKey> = createCommand('EDIT_PICTURE_COMMAND');

/** The pictures of a clipboard that holds nothing to read beside them. */
function picturesOf(data: DataTransfer): File[] {
  const files = [...data.files].filter(isPictureFile);
  if (files.length === 0 || data.getData('text/plain').trim() !== '') return [];
  // A picture copied from a page brings a little HTML that shows it.
  const html = data.getData('text/html');
  const words = new DOMParser().parseFromString(html, 'text/html').body.textContent;
  return words.trim() === '' ? files : [];
}

/** Pictures: pasted, dropped or chosen; kept in the library's files. */
export const PictureExtension = defineExtension({
  name: 'casebook/picture',
  dependencies: [configExtension(NodeSelectionDataSelectedExtension, { nodes: [PictureNode] })],
  nodes: () => [PictureNode],
  register: (editor) =>
    mergeRegister(
      editor.registerCommand(
        INSERT_PICTURE_COMMAND,
        (picture) => {
          const node = $createPictureNode(picture);
          $insertBlock(node);
          node.selectNext(0, 0);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        PASTE_COMMAND,
        (event) => {
          const data = 'clipboardData' in event ? event.clipboardData : null;
          const files = data === null ? [] : picturesOf(data);
          if (files.length === 0) return false;
          event.preventDefault();
          return editor.dispatchCommand(ADD_PICTURES_COMMAND, files);
        },
        COMMAND_PRIORITY_HIGH,
      ),
      editor.registerCommand(
        DRAG_DROP_PASTE,
        (files) => {
          const pictures = files.filter(isPictureFile);
          return pictures.length > 0 && editor.dispatchCommand(ADD_PICTURES_COMMAND, pictures);
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      registerOpening(editor, $isPictureNode, EDIT_PICTURE_COMMAND),
      registerResizing(editor),
    ),
});
