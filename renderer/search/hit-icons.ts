import {
  FileText,
  FolderClosed,
  Hash,
  Highlighter,
  NotebookPen,
  type LucideIcon,
} from 'lucide-react';
import type { HitKind } from '../../shared/domain.ts';

export const HIT_ICONS: Readonly<Record<HitKind, LucideIcon>> = {
  source: FileText,
  highlight: Highlighter,
  note: NotebookPen,
  case: FolderClosed,
  tag: Hash,
};
