import type { EditorThemeClasses } from 'lexical';
import styles from './prose.module.css';

const of = (name: string): string => styles[name] ?? '';

/** The classes that the editor puts on what it draws; the rest follows from the elements. */
export const theme: EditorThemeClasses = {
  code: of('codeBlock'),
  list: {
    checklist: of('checklist'),
    listitemChecked: `${of('checkItem')} ${of('checked')}`,
    listitemUnchecked: of('checkItem'),
    nested: { listitem: of('nestedItem') },
  },
  itemBlocks: of('itemBlocks'),
  passage: of('passage'),
  picture: of('picture'),
  formula: of('formula'),
  formulaBlock: of('formulaBlock'),
  footnote: of('footnote'),
  tableScrollableWrapper: of('tableFrame'),
  tableSelection: of('tableSelection'),
  tableCellSelected: of('cellSelected'),
  citation: of('citation'),
  reference: of('reference'),
  text: {
    code: of('inlineCode'),
    underline: of('underline'),
    strikethrough: of('strike'),
    underlineStrikethrough: of('underlineStrike'),
  },
};
