import type { LexicalEditor } from 'lexical';
import { Plus } from 'lucide-react';
import { DropdownMenu, Toolbar } from 'radix-ui';
import { Button } from '../../ui/button.tsx';
import { actionOf } from './actions.ts';
import type { FormatState } from './format-state.ts';
import { INSERTS } from './inserts.ts';
import { keysText, runAction } from './run-action.ts';
import styles from './toolbar.module.css';

/** The things that can be put at the caret. */
export function InsertMenu({ editor, state }: { editor: LexicalEditor; state: FormatState }) {
  return (
    <DropdownMenu.Root modal={false}>
      <Toolbar.Button asChild>
        <DropdownMenu.Trigger asChild>
          <Button variant="quiet" className={styles.insertMenu}>
            <Plus size={15} />
            Insert
          </Button>
        </DropdownMenu.Trigger>
      </Toolbar.Button>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align="start"
          sideOffset={4}
          // What is chosen takes the focus to where it goes on.
          onCloseAutoFocus={(event) => event.preventDefault()}
          onEscapeKeyDown={() => editor.focus()}
        >
          {INSERTS.filter(({ group }) => group === 'thing').map(({ id, icon: Icon, typed }) => (
            <DropdownMenu.Item
              key={id}
              className={styles.item}
              onSelect={() => setTimeout(() => runAction(editor, id, state))}
            >
              <span className={styles.named}>
                <Icon size={15} aria-hidden />
                {actionOf(id).label}
              </span>
              <kbd>{keysText(id) ?? typed}</kbd>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
