import { FolderInput, Tag } from 'lucide-react';
import { useState } from 'react';
import type { Hit } from '../../../shared/domain.ts';
import { useCall } from '../../api/use-call.ts';
import { TextDialog } from '../../dialogs/text-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { countText, numberText } from '../../ui/counts.ts';
import { ButtonMenu } from '../../ui/menu.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { addToCase, orSay, tagAll } from './result-actions.ts';
import { allHits, MOST_TAKEN, type Asked } from './use-results.ts';

interface ResultSelectionProps {
  asked: Asked;
  total: number;
  /** The selected ones. */
  hits: readonly Hit[];
  onClear: () => void;
}

/** What can be done with the selected results, or with all that were found. */
export function ResultSelection({ asked, total, hits, onClear }: ResultSelectionProps) {
  const cases = useCall('cases.list', {}).data ?? [];
  const [everything, setEverything] = useState(false);
  const [tagging, setTagging] = useState(false);
  const all = everything && hits.length > 0;
  const count = all ? Math.min(total, MOST_TAKEN) : hits.length;

  const chosen = async () => (all ? allHits(asked) : hits);
  const clear = () => {
    setEverything(false);
    onClear();
  };
  return (
    <>
      <SelectionBar
        what={hits.length === 0 ? undefined : countText(count, 'result')}
        onClear={clear}
      >
        {!all && total > hits.length && (
          <Button variant="quiet" onClick={() => setEverything(true)}>
            {total > MOST_TAKEN
              ? `Select the first ${numberText(MOST_TAKEN)}`
              : `Select all ${numberText(total)}`}
          </Button>
        )}
        <ButtonMenu
          entries={cases.map((item) => ({
            kind: 'do',
            label: item.title,
            run: () => void orSay(async () => addToCase(await chosen(), item)),
          }))}
        >
          <Button disabled={cases.length === 0}>
            <FolderInput size={15} aria-hidden />
            Add to a case file
          </Button>
        </ButtonMenu>
        <Button onClick={() => setTagging(true)}>
          <Tag size={15} aria-hidden />
          Tag…
        </Button>
      </SelectionBar>
      <TextDialog
        open={tagging}
        onOpenChange={setTagging}
        title={`Tag ${countText(count, 'result')}`}
        label="Tag"
        initial=""
        confirmLabel="Tag"
        onConfirm={async (tag) => tagAll(await chosen(), tag)}
      />
    </>
  );
}
