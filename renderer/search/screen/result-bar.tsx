import { Bookmark, Download, FilePlus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SearchReply, SearchSort } from '../../../shared/domain.ts';
import { useCall } from '../../api/use-call.ts';
import { shortcutOf } from '../../commands/platform.ts';
import { Button } from '../../ui/button.tsx';
import { countText, numberText } from '../../ui/counts.ts';
import { ButtonMenu, type MenuEntry } from '../../ui/menu.tsx';
import { correctionSentences } from '../groups.ts';
import { saveSearch } from '../saved-searches.ts';
import { makeNote, MOST_IN_NOTE, orSay, saveCsv } from './result-actions.ts';
import styles from './result-bar.module.css';
import { allHits, MOST_TAKEN, type Asked } from './use-results.ts';

const SORTS: ReadonlyArray<{ sort: SearchSort; text: string }> = [
  { sort: 'relevance', text: 'Best first' },
  { sort: 'newest', text: 'Newest' },
  { sort: 'oldest', text: 'Oldest' },
];

interface ResultBarProps {
  asked: Asked;
  reply: SearchReply;
  onSort: (sort: SearchSort) => void;
}

/** How much was found and how it was understood; the order; saving and taking it away. */
export function ResultBar({ asked, reply, onSort }: ResultBarProps) {
  const navigate = useNavigate();
  const cases = useCall('cases.list', {}).data ?? [];
  const [busy, setBusy] = useState(false);
  const { total } = reply;
  const remarks = correctionSentences(reply);

  async function withAll(
    most: number,
    work: (hits: Awaited<ReturnType<typeof allHits>>) => unknown,
  ) {
    setBusy(true);
    await orSay(async () => {
      await work(await allHits(asked, 3, most));
    });
    setBusy(false);
  }
  const note = (caseId: string | undefined) =>
    void withAll(MOST_IN_NOTE, (hits) =>
      makeNote({
        hits,
        query: asked.query.trim(),
        total,
        caseId,
        open: (path) => void navigate(path),
      }),
    );
  const entries: MenuEntry[] = [
    {
      kind: 'do',
      label: total > MOST_TAKEN ? `The first ${numberText(MOST_TAKEN)} as CSV` : 'As a table (CSV)',
      icon: <Download size={15} />,
      run: () => void withAll(MOST_TAKEN, (hits) => saveCsv(hits, asked.query)),
    },
    {
      kind: 'more',
      label: total > MOST_IN_NOTE ? `The first ${MOST_IN_NOTE} as a note` : 'As a note',
      icon: <FilePlus size={15} />,
      entries: [
        ...cases.map(({ id, title }): MenuEntry => ({
          kind: 'do',
          label: title,
          run: () => note(id),
        })),
        ...(cases.length > 0 ? [{ kind: 'line' } as const] : []),
        { kind: 'do', label: 'In no case file', run: () => note(undefined) },
      ],
    },
  ];

  return (
    <div className={styles.bar}>
      <p className={styles.found}>
        <strong>{countText(total, 'result')}</strong>
        {remarks.length > 0 && <span className={styles.remarks}> · {remarks.join('; ')}</span>}
      </p>
      <div className={styles.sorts} role="group" aria-label="Order">
        {SORTS.map(({ sort, text }) => (
          <button
            key={sort}
            type="button"
            className={styles.sort}
            aria-pressed={sort === asked.sort}
            onClick={() => onSort(sort)}
          >
            {text}
          </button>
        ))}
      </div>
      <Button
        title={`Save the search (${shortcutOf('search.save') ?? ''})`}
        onClick={() => void saveSearch(asked.query, asked.sort)}
      >
        <Bookmark size={15} aria-hidden />
        Save
      </Button>
      <ButtonMenu entries={entries}>
        <Button disabled={busy || total === 0}>
          <Download size={15} aria-hidden />
          Export
        </Button>
      </ButtonMenu>
    </div>
  );
}
