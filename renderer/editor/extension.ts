import { ClickAfterLastBlockExtension, NormalizeInlineElementsExtension } from '@lexical/extension';
import { HistoryExtension } from '@lexical/history';
import { RichTextExtension } from '@lexical/rich-text';
import {
  $isDecoratorNode,
  configExtension,
  defineExtension,
  type EditorThemeClasses,
  type LexicalNode,
} from 'lexical';
import type { RichText } from '../../shared/rich-text.ts';
import { CleanExtension } from './features/clean/clean-extension.ts';
import { CodeBlocksExtension } from './features/code/code-extension.ts';
import { ContainersExtension } from './features/containers/containers-extension.ts';
import { FootnoteExtension } from './features/footnote/footnote-extension.ts';
import { KeysExtension } from './features/format/keys-extension.ts';
import { FormulaExtension } from './features/formula/formula-extension.ts';
import { LinksExtension } from './features/link/link-extension.ts';
import { ListsExtension } from './features/lists/lists-extension.ts';
import { MarkdownExtension } from './features/markdown/markdown-extension.ts';
import { PassageExtension } from './features/passage/passage-extension.ts';
import { PasteExtension } from './features/paste/paste-extension.ts';
import { PictureExtension } from './features/picture/picture-extension.ts';
import { RuleExtension } from './features/rule/rule-extension.ts';
import { TablesExtension } from './features/table/table-extension.ts';
import { TargetsExtension } from './features/targets/target-extension.ts';

/** What a new feature is added to; each is a folder under features/. */
const FEATURES = [
  RichTextExtension,
  NormalizeInlineElementsExtension,
  HistoryExtension,
  ListsExtension,
  ContainersExtension,
  LinksExtension,
  CodeBlocksExtension,
  RuleExtension,
  PassageExtension,
  TargetsExtension,
  TablesExtension,
  PictureExtension,
  FormulaExtension,
  FootnoteExtension,
  PasteExtension,
  MarkdownExtension,
  CleanExtension,
  KeysExtension,
  configExtension(ClickAfterLastBlockExtension, {
    $shouldInsertAfter: (node: LexicalNode) => $isDecoratorNode(node) || node.getType() === 'code',
  }),
];

interface EditorOptions {
  initial: RichText;
  theme?: EditorThemeClasses;
  onError: (error: Error) => void;
}

/**
 * The whole editor as one Lexical extension; works without a document too. Building an editor of
 * it throws when `initial` holds something that no feature knows.
 */
export function editorExtension({ initial, theme = {}, onError }: EditorOptions) {
  return defineExtension({
    name: 'casebook/editor',
    // One namespace, so that blocks can be copied from one editor to another.
    namespace: 'casebook',
    dependencies: FEATURES,
    theme,
    onError,
    $initialEditorState: JSON.stringify(initial),
  });
}
