import { CircleAlert, TextSelect } from 'lucide-react';
import type { Highlight } from '../../shared/domain.ts';
import type { TextPosition } from '../../shared/selectors.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useStore } from '../ui/store.ts';
import { pendingIn, reviewText } from './pending.ts';
import { placePassage } from './review-actions.ts';
import { endReview, review, reviewing } from './reviewing.ts';

const SHOWN_WORDS = 80;

interface ReviewBarProps {
  sourceId: string;
  highlights: readonly Highlight[];
  /** What is selected in the text now. */
  selected: TextPosition | undefined;
}

/** Over the text: says what needs review, and takes the place that is chosen by selecting. */
export function ReviewBar({ sourceId, highlights, selected }: ReviewBarProps) {
  const now = useStore(reviewing);
  if (now?.sourceId === sourceId && now.kind === 'choose') {
    const { highlightId, passage } = now;
    const words = highlights.find(({ id }) => id === highlightId)?.passages[passage]?.exact ?? '';
    const shown = words.length > SHOWN_WORDS ? `${words.slice(0, SHOWN_WORDS)}…` : words;
    const place = async () => {
      if (selected === undefined) return;
      if (!(await placePassage({ highlightId, passage }, selected))) return;
      document.getSelection()?.removeAllRanges();
      const others = pendingIn(highlights).some(
        (other) => other.highlight.id !== highlightId || other.index !== passage,
      );
      if (others) review(sourceId);
      else endReview();
    };
    return (
      <Notice
        icon={<TextSelect size={16} aria-hidden="true" />}
        label="Choose a place"
        actions={
          <>
            <Button onClick={endReview}>Cancel</Button>
            <Button
              variant="primary"
              disabled={selected === undefined}
              onClick={() => void place()}
            >
              Put it here
            </Button>
          </>
        }
      >
        Select in the text where “{shown}” belongs now.
      </Notice>
    );
  }
  const text = reviewText(highlights);
  if (text === undefined) return null;
  return (
    <Notice
      icon={<CircleAlert size={16} aria-hidden="true" />}
      label="Review"
      actions={<Button onClick={() => review(sourceId)}>Review…</Button>}
    >
      {text}: the text was revised, and their words were not found for sure.
    </Notice>
  );
}
