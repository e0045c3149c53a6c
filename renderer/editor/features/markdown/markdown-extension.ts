import { registerMarkdownShortcuts } from '@lexical/markdown';
import { defineExtension } from 'lexical';
import { outsideTables } from '../table/outside-tables.ts';
import { TRANSFORMERS } from './transformers.ts';

/** Markdown signs become form while they are typed. */
export const MarkdownExtension = defineExtension({
  name: 'casebook/markdown',
  register: (editor) => registerMarkdownShortcuts(editor, TRANSFORMERS.map(outsideTables)),
});
