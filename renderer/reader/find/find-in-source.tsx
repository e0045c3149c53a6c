import { useRef, useState } from 'react';
import type { DocumentLayout } from '../../../shared/document.ts';
import type { TextPosition } from '../../../shared/selectors.ts';
import { useCommand } from '../../commands/registry.ts';
import { FindBar } from './find-bar.tsx';
import type { FindSurface } from './use-find.ts';

interface FindInSourceProps {
  surface: FindSurface;
  layout: DocumentLayout;
  /** What is selected, which is looked for if it is short. */
  selected: () => TextPosition | undefined;
  /** Told when the bar is closed, with the match that was gone to last. */
  onClose: (match: TextPosition | undefined) => void;
}

/** Longer selections are no words to look for. */
const LONGEST_WORDS = 80;

/** Finding in an open source: the command, and the bar while it is open. */
export function FindInSource({ surface, layout, selected, onClose }: FindInSourceProps) {
  const [find, setFind] = useState<{ asked: number; initial: string }>();
  const last = useRef('');

  useCommand('find.inText', () => {
    const position = selected();
    const words = position && layout.text.slice(position.start, position.end);
    const short = words !== undefined && words.length <= LONGEST_WORDS && !words.includes('\n');
    setFind((now) => ({
      asked: (now?.asked ?? 0) + 1,
      initial: short ? words : (now?.initial ?? last.current),
    }));
  });

  if (find === undefined) return null;
  return (
    <FindBar
      key={find.initial}
      surface={surface}
      layout={layout}
      initial={find.initial}
      asked={find.asked}
      onClose={(words, match) => {
        last.current = words;
        setFind(undefined);
        onClose(match);
      }}
    />
  );
}
