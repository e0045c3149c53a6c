import {
  HorizontalRuleExtension,
  HorizontalRuleNode,
  NodeSelectionDataSelectedExtension,
} from '@lexical/extension';
import { configExtension, defineExtension } from 'lexical';

/** Horizontal rules. */
export const RuleExtension = defineExtension({
  name: 'casebook/rule',
  dependencies: [
    HorizontalRuleExtension,
    configExtension(NodeSelectionDataSelectedExtension, { nodes: [HorizontalRuleNode] }),
  ],
});
