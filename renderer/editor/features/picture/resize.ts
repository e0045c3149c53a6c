import {
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  HISTORY_PUSH_TAG,
  isHTMLElement,
  type LexicalEditor,
} from 'lexical';
import { $isPictureNode, storedWidth } from './picture-node.ts';

function isHandle(target: EventTarget | null): target is HTMLElement {
  return isHTMLElement(target) && target.dataset['pictureHandle'] !== undefined;
}

/**
 * Lets the handle at a picture's corner be dragged. While it is, only the view changes; the width
 * is written when it is let go, as one step of the history.
 */
export function registerResizing(editor: LexicalEditor): () => void {
  const onDown = (event: PointerEvent) => {
    const handle = event.target;
    if (!isHandle(handle)) return;
    const frame = handle.parentElement;
    const column = frame?.parentElement;
    const key = editor.read(() => $getNearestNodeFromDOMNode(handle)?.getKey());
    if (!frame || !column || key === undefined || event.button !== 0) return;
    // Neither the caret nor the selection of the page goes along.
    event.preventDefault();
    event.stopPropagation();
    handle.setPointerCapture(event.pointerId);
    const [startX, startWidth] = [event.clientX, frame.getBoundingClientRect().width];
    const columnWidth = column.getBoundingClientRect().width;
    let width: number | undefined;

    const onMove = (move: PointerEvent) => {
      // The picture stands in the middle, so that each side takes half.
      width = storedWidth(((startWidth + (move.clientX - startX) * 2) / columnWidth) * 100);
      frame.style.width = `${width}%`;
    };
    const onEnd = () => {
      handle.removeEventListener('pointermove', onMove);
      handle.removeEventListener('pointerup', onEnd);
      handle.removeEventListener('pointercancel', onEnd);
      if (width === undefined) return;
      editor.update(
        () => {
          const node = $getNodeByKey(key);
          if (!$isPictureNode(node)) return;
          node.change({ width });
          node.selectNext(0, 0);
        },
        { tag: HISTORY_PUSH_TAG, discrete: true },
      );
      // What is done next by the keyboard, as undoing it, is done here.
      editor.focus();
    };
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('pointerup', onEnd);
    handle.addEventListener('pointercancel', onEnd);
  };
  /** Letting the handle go is no click on the picture, which would open it. */
  const onClick = (event: MouseEvent) => {
    if (isHandle(event.target)) event.stopPropagation();
  };
  return editor.registerRootListener((root, previous) => {
    previous?.removeEventListener('pointerdown', onDown, true);
    previous?.removeEventListener('click', onClick, true);
    root?.addEventListener('pointerdown', onDown, true);
    root?.addEventListener('click', onClick, true);
  });
}
