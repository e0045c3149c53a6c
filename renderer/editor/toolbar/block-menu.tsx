import type { LexicalEditor } from 'lexical';
import { ChevronDown } from 'lucide-react';
import { DropdownMenu, Toolbar } from 'radix-ui';
import { Button } from '../../ui/button.tsx';
import { actionOf, type ActionId } from './actions.ts';
import type { BlockKind, FormatState } from './format-state.ts';
import { keysText, runAction } from './run-action.ts';
import styles from './toolbar.module.css';

const CHOICES: readonly ActionId[] = ['paragraph', 'h1', 'h2', 'h3', 'quote', 'codeBlock'];

const NAMES: Record<BlockKind, string> = {
  paragraph: 'Text',
  h1: 'Heading 1',
  h2: 'Heading 2',
  h3: 'Heading 3',
  h4: 'Heading 4',
  h5: 'Heading 5',
  h6: 'Heading 6',
  quote: 'Quotation',
  code: 'Code block',
  bullet: 'Bulleted list',
  number: 'Numbered list',
  check: 'Check list',
  other: 'Block',
};

interface BlockMenuProps {
  editor: LexicalEditor;
  state: FormatState;
}

/** What kind of block the caret is in, and the kinds it can be made. */
export function BlockMenu({ editor, state }: BlockMenuProps) {
  const chosen = CHOICES.find((id) => actionOf(id).active?.(state) === true);
  return (
    <DropdownMenu.Root modal={false}>
      <Toolbar.Button asChild>
        <DropdownMenu.Trigger asChild>
          <Button variant="quiet" className={styles.blockMenu}>
            <span className="visually-hidden">Kind of block: </span>
            {NAMES[state.block]}
            <ChevronDown size={14} />
          </Button>
        </DropdownMenu.Trigger>
      </Toolbar.Button>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align="start"
          sideOffset={4}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            editor.focus();
          }}
        >
          <DropdownMenu.RadioGroup value={chosen ?? ''}>
            {CHOICES.map((id) => (
              <DropdownMenu.RadioItem
                key={id}
                value={id}
                className={`${styles.item} ${styles[`as-${id}`] ?? ''}`}
                onSelect={() => {
                  if (id !== chosen) runAction(editor, id, state);
                }}
              >
                <span>{actionOf(id).label}</span>
                <kbd>{keysText(id)}</kbd>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
