/** What can be put into a text: the slash menu and the toolbar's menu both list this table. */
import {
  AtSign,
  Asterisk,
  FileSymlink,
  Heading1,
  Heading2,
  Heading3,
  Image,
  Link,
  List,
  ListChecks,
  ListOrdered,
  Minus,
  Quote,
  Radical,
  Sigma,
  SquareCode,
  Table,
  Type,
  type LucideIcon,
} from 'lucide-react';
import { actionOf, type ActionId } from './actions.ts';

export interface Insert {
  id: ActionId;
  icon: LucideIcon;
  /** Other words to find it by. */
  also: string;
  /** What may be typed instead, where that is no shortcut of the table of actions. */
  typed?: string;
  /** A kind of block to turn a line into, or a thing that is put into it. */
  group: 'block' | 'thing';
}

/** In the order of the menus. */
export const INSERTS: readonly Insert[] = [
  { id: 'paragraph', icon: Type, also: 'paragraph plain', group: 'block' },
  { id: 'h1', icon: Heading1, also: 'title h1', typed: '#', group: 'block' },
  { id: 'h2', icon: Heading2, also: 'subtitle h2', typed: '##', group: 'block' },
  { id: 'h3', icon: Heading3, also: 'h3', typed: '###', group: 'block' },
  { id: 'bullet', icon: List, also: 'unordered ul points', typed: '-', group: 'block' },
  { id: 'number', icon: ListOrdered, also: 'ordered ol', typed: '1.', group: 'block' },
  { id: 'check', icon: ListChecks, also: 'todo task checkbox', typed: '[]', group: 'block' },
  { id: 'quote', icon: Quote, also: 'blockquote citation', typed: '>', group: 'block' },
  { id: 'codeBlock', icon: SquareCode, also: 'program source', typed: '```', group: 'block' },
  { id: 'table', icon: Table, also: 'grid rows columns', group: 'thing' },
  { id: 'picture', icon: Image, also: 'image photo figure file', group: 'thing' },
  { id: 'formula', icon: Radical, also: 'math tex equation', typed: '$x$', group: 'thing' },
  {
    id: 'formulaBlock',
    icon: Sigma,
    also: 'math tex equation display',
    typed: '$$x$$',
    group: 'thing',
  },
  { id: 'footnote', icon: Asterisk, also: 'endnote note', group: 'thing' },
  { id: 'citation', icon: AtSign, also: 'cite source reference', typed: '@', group: 'thing' },
  { id: 'reference', icon: FileSymlink, also: 'wiki internal', typed: '[[', group: 'thing' },
  { id: 'link', icon: Link, also: 'web address url', group: 'thing' },
  { id: 'rule', icon: Minus, also: 'line divider hr', typed: '---', group: 'thing' },
];

/** The entries that what was typed after the slash means, those named so first. */
export function insertsFor(query: string): Insert[] {
  const wanted = query.toLowerCase();
  const rank = ({ id, also }: Insert): number => {
    const label = actionOf(id).label.toLowerCase();
    if (label.startsWith(wanted)) return 0;
    if (label.split(' ').some((word) => word.startsWith(wanted))) return 1;
    return also.split(' ').some((word) => word.startsWith(wanted)) ? 2 : 3;
  };
  return INSERTS.map((insert) => ({ insert, rank: rank(insert) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ insert }) => insert);
}
