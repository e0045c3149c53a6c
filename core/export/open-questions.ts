/** What the case file leaves open: unticked items of checklists, and highlights to be reviewed. */
import { richTextToBlocks } from '../../shared/rich-text.ts';
import type { PrintedNote } from './case-document.ts';
import type { ChosenParts, NumberedSource } from './chosen-parts.ts';
import { nowhere, type Places } from './places.ts';
import { printWriting } from './printed-blocks.ts';
import type { PrintedAnnotation, PrintedBlock, PrintedItem } from './printed-model.ts';
import type { OpenReview, OpenTasks, PrintedOpenQuestions } from './printed-parts.ts';
import { lostWords, type PrintedSource, titleOf } from './printed-source.ts';

/** A text that may hold checklists. */
interface TaskHolder {
  title: string;
  blocks: readonly PrintedBlock[];
  /** Whether it is printed, so that its items can be led to. */
  printed: boolean;
}

/** The unticked items in blocks, in reading order, also within other items. */
function* uncheckedIn(blocks: readonly PrintedBlock[]): Generator<PrintedItem> {
  for (const block of blocks) {
    if (block.type === 'quote') yield* uncheckedIn(block.blocks);
    if (block.type !== 'list') continue;
    for (const item of block.items) {
      if (item.checked === false) yield item;
      yield* uncheckedIn(item.blocks);
    }
  }
}

function tasksOf({ title, blocks, printed }: TaskHolder): OpenTasks[] {
  const items = [...uncheckedIn(blocks)].flatMap(({ blocks: own, task }) => {
    const first = own.find((block) => block.type === 'paragraph');
    const segments = (first?.segments ?? []).filter(({ footnote }) => footnote === undefined);
    if (!segments.some(({ text }) => text.trim() !== '')) return [];
    return [
      {
        segments,
        ...(first?.rtl === true ? { rtl: true as const } : {}),
        ...(printed && task !== undefined ? { place: `task-${task}` as const } : {}),
      },
    ];
  });
  return items.length === 0 ? [] : [{ title, items }];
}

/** Passages that a person decided to leave without a place are settled, and no question. */
function reviewsOf({ source, numbered }: NumberedSource, places: Places): OpenReview[] {
  const printed = places.sources.has(source.id);
  return numbered.flatMap(({ number, lost }) => {
    const open = lost.filter(({ passage }) => passage.status !== 'unanchored');
    if (open.length === 0) return [];
    if (printed) places.linked.add(number);
    const place = `highlight-${number}` as const;
    return [{ number, title: titleOf(source), ...lostWords(open), ...(printed ? { place } : {}) }];
  });
}

/** The comments in blocks, in the order of their pages. */
function annotationsIn(blocks: readonly PrintedBlock[]): PrintedAnnotation[] {
  return blocks.flatMap((block) => {
    if (block.type === 'quote') return annotationsIn(block.blocks);
    if (block.type === 'list') return block.items.flatMap((item) => annotationsIn(item.blocks));
    return ('annotations' in block && block.annotations) || [];
  });
}

function commentsOf({ source, numbered }: NumberedSource, printed: PrintedSource | undefined) {
  const title = titleOf(source);
  const found =
    printed === undefined
      ? []
      : [
          ...annotationsIn(printed.blocks),
          ...printed.unplaced.flatMap(({ annotation }) => annotation ?? []),
        ];
  const known = new Map(found.map((annotation) => [annotation.number, annotation.blocks]));
  return numbered.map(({ number, highlight }): TaskHolder => {
    const blocks = known.get(number);
    return {
      title: `H${number}, ${title}`,
      // A comment that is not printed is looked through all the same.
      blocks:
        blocks ?? printWriting(richTextToBlocks(highlight.annotation.body), undefined, nowhere()),
      printed: blocks !== undefined,
    };
  });
}

/** What is open in a case file, printed or not; undefined when nothing is. */
export function openQuestionsOf(
  chosen: ChosenParts,
  all: { notes: readonly PrintedNote[]; sources: readonly PrintedSource[]; places: Places },
): PrintedOpenQuestions | undefined {
  const { places } = all;
  const printed = new Map(all.sources.map((source) => [source.id, source]));
  const notes = all.notes.map(({ id, title, blocks }) => ({
    title,
    blocks,
    printed: places.notes.has(id),
  }));
  const comments = chosen.sources.flatMap((one) => commentsOf(one, printed.get(one.source.id)));
  const tasks = [...notes, ...comments].flatMap(tasksOf);
  const reviews = chosen.sources.flatMap((one) => reviewsOf(one, places));
  return tasks.length + reviews.length === 0 ? undefined : { tasks, reviews };
}
