import { createCommand, type LexicalCommand } from 'lexical';

/** Opens the bar that finds and replaces within the text. */
export const FIND_COMMAND: LexicalCommand<void> = createCommand('FIND_COMMAND');
