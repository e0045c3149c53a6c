import type { LabelId } from '../../shared/domain.ts';
import { useCommand } from '../commands/registry.ts';

interface HighlightCommands {
  /** Says whether there is anything a command on a passage could be for. */
  applies: () => boolean;
  /** Whether a highlight is chosen. */
  chosen: boolean;
  onLabel: (label: LabelId) => void;
  onComment: () => void;
  onQuote: () => void;
  onTrash: () => void;
}

/** Says whether the focus is somewhere that "delete" can mean the chosen highlight. */
function focusAllows(): boolean {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return true;
  return activeElement.closest('article, [data-highlights], [role="toolbar"]') !== null;
}

/** Does the commands on passages and highlights while the reader is on the screen. */
export function useHighlightCommands(commands: HighlightCommands): void {
  const { applies, chosen, onLabel, onComment, onQuote, onTrash } = commands;
  /** Runs only when it applies, so that another part of the window may be asked otherwise. */
  const when = (allowed: () => boolean, run: () => void) => () => {
    if (!allowed()) return false;
    run();
    return true;
  };
  useCommand(
    'highlight.label-1',
    when(applies, () => onLabel('yellow')),
  );
  useCommand(
    'highlight.label-2',
    when(applies, () => onLabel('green')),
  );
  useCommand(
    'highlight.label-3',
    when(applies, () => onLabel('blue')),
  );
  useCommand(
    'highlight.label-4',
    when(applies, () => onLabel('red')),
  );
  useCommand(
    'highlight.label-5',
    when(applies, () => onLabel('purple')),
  );
  useCommand('highlight.comment', when(applies, onComment));
  useCommand('highlight.quoteInNote', when(applies, onQuote));
  useCommand('item.trash', when(focusAllows, onTrash), chosen);
}
