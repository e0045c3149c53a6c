import { $getNodeByKey, type LexicalEditor, type LexicalNode, type NodeKey } from 'lexical';
import { ArrowDown, ArrowUp, IndentDecrease, IndentIncrease, Quote, Trash2 } from 'lucide-react';
import type { MenuEntry } from '../../../ui/menu.tsx';
import {
  $canMoveIntoItem,
  $canMoveOutOfItem,
  $moveIntoItem,
  $moveOutOfItem,
  $quoteOf,
  $takeOutOfQuote,
} from '../containers/moves.ts';
import { $deleteBlock, $moveBlock } from './blocks.ts';

/** What can be done with a block that is in a quotation or a list item, or below a list. */
export function containerEntries(
  editor: LexicalEditor,
  key: NodeKey,
  update: (change: () => void) => void,
): MenuEntry[] {
  const { quote, canIn, canOut } = editor.getEditorState().read(() => {
    const block = $getNodeByKey(key);
    return {
      quote: $quoteOf(block ?? undefined)?.getKey(),
      canIn: block !== null && $canMoveIntoItem(block),
      canOut: block !== null && $canMoveOutOfItem(block),
    };
  });
  const on = (change: (block: LexicalNode) => unknown) => () =>
    update(() => {
      const block = $getNodeByKey(key);
      if (block !== null) change(block);
    });
  const entries: MenuEntry[] = [];
  if (canIn) {
    entries.push({
      kind: 'do',
      label: 'Move into the list above',
      icon: <IndentIncrease size={15} />,
      run: on($moveIntoItem),
    });
  }
  if (canOut) {
    entries.push({
      kind: 'do',
      label: 'Move out of the list',
      icon: <IndentDecrease size={15} />,
      run: on($moveOutOfItem),
    });
  }
  if (quote !== undefined) {
    entries.push({
      kind: 'more',
      label: 'Quotation around it',
      icon: <Quote size={15} />,
      entries: [
        {
          kind: 'do',
          label: 'Take this block out',
          icon: <IndentDecrease size={15} />,
          run: on((block) => $takeOutOfQuote([block])),
        },
        {
          kind: 'do',
          label: 'Move the quotation up',
          icon: <ArrowUp size={15} />,
          run: () => update(() => void $moveBlock(quote, -1)),
        },
        {
          kind: 'do',
          label: 'Move the quotation down',
          icon: <ArrowDown size={15} />,
          run: () => update(() => void $moveBlock(quote, 1)),
        },
        {
          kind: 'do',
          label: 'Delete the quotation',
          icon: <Trash2 size={15} />,
          danger: true,
          takesFocus: true,
          run: () => update(() => $deleteBlock(quote)),
        },
      ],
    });
  }
  return entries.length === 0 ? [] : [...entries, { kind: 'line' }];
}
