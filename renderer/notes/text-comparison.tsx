import { useMemo, useState } from 'react';
import type { RichText } from '../../shared/rich-text.ts';
import { countText } from '../ui/counts.ts';
import { diffLines, type DiffRow, type Piece } from './diff-lines.ts';
import { foldRows } from './fold-rows.ts';
import styles from './text-comparison.module.css';
import { textLines, type TextLine } from './text-lines.ts';

/** A text of a note. */
export interface NoteText {
  title: string;
  body: RichText;
}

interface TextComparisonProps {
  before: NoteText;
  after: NoteText;
  /** What the two columns are called. */
  beforeName: string;
  afterName: string;
}

type Side = 'before' | 'after';

const SIGNS = {
  before: { sign: '−', word: 'Only here: ', Tag: 'del' },
  after: { sign: '+', word: 'Only here: ', Tag: 'ins' },
} as const;

function Pieces({ pieces, side }: { pieces: readonly Piece[]; side: Side }) {
  const { Tag } = SIGNS[side];
  return pieces.map(({ text, differs }, index) =>
    differs ? <Tag key={index}>{text}</Tag> : <span key={index}>{text}</span>,
  );
}

interface CellProps {
  side: Side;
  line: TextLine | undefined;
  /** It stands in this text only, or has words that do. */
  marked: 'whole' | 'words' | undefined;
  pieces: readonly Piece[];
  /** The words are the same; what differs is how they look. */
  looks: boolean;
}

function Cell({ side, line, marked, pieces, looks }: CellProps) {
  if (line === undefined) return <td className={styles.nothing} />;
  const { sign, word } = SIGNS[side];
  const untold = { title: 'Untitled', rule: 'Line', picture: 'Picture' }[line.kind as 'title'];
  return (
    <td
      className={styles.cell}
      data-side={side}
      data-marked={marked}
      data-kind={line.kind}
      style={{ paddingInlineStart: `${28 + line.depth * 18}px` }}
      dir="auto"
    >
      {marked !== undefined && (
        <span className={styles.sign} aria-hidden>
          {sign}
        </span>
      )}
      {marked === 'whole' && <span className="visually-hidden">{word}</span>}
      {line.sign !== '' && <span className={styles.bullet}>{line.sign} </span>}
      {line.text === '' && untold !== undefined ? (
        <em className={styles.untold}>{untold}</em>
      ) : (
        <Pieces pieces={pieces} side={side} />
      )}
      {looks && <span className={styles.looks}>looks different</span>}
    </td>
  );
}

function Row({ row }: { row: DiffRow }) {
  const whole = (line: TextLine): Piece[] => [{ text: line.text, differs: row.kind !== 'same' }];
  const before = 'before' in row ? row.before : undefined;
  const after = 'after' in row ? row.after : undefined;
  const marked = row.kind === 'same' ? undefined : row.kind === 'changed' ? 'words' : 'whole';
  const left = row.kind === 'changed' ? row.left : before && whole(before);
  const right = row.kind === 'changed' ? row.right : after && whole(after);
  const looks =
    row.kind === 'changed' && [...row.left, ...row.right].every(({ differs }) => !differs);
  return (
    <tr>
      <Cell side="before" line={before} marked={marked} pieces={left ?? []} looks={false} />
      <Cell side="after" line={after} marked={marked} pieces={right ?? []} looks={looks} />
    </tr>
  );
}

/** Two texts of a note side by side, with what differs marked by signs, lines and colour. */
export function TextComparison({ before, after, beforeName, afterName }: TextComparisonProps) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(() => diffLines(textLines(before), textLines(after)), [before, after]);
  const same = rows.every(({ kind }) => kind === 'same');
  return (
    <>
      {same && <p className={styles.same}>The two texts are the same.</p>}
      <table className={styles.table}>
        <caption className="visually-hidden">
          {beforeName} and {afterName}, side by side
        </caption>
        <thead>
          <tr>
            <th scope="col">{beforeName}</th>
            <th scope="col">{afterName}</th>
          </tr>
        </thead>
        <tbody>
          {foldRows(rows, open).map((shown) =>
            shown.kind === 'row' ? (
              <Row key={shown.index} row={shown.row} />
            ) : (
              <tr key={shown.index}>
                <td colSpan={2} className={styles.folded}>
                  <button
                    type="button"
                    onClick={() => setOpen((now) => new Set([...now, shown.index]))}
                  >
                    Show {countText(shown.count, 'paragraph')} without a change
                  </button>
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </>
  );
}
