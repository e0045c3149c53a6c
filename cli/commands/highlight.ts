import { labelIdSchema, type Highlight, type Label } from '../../shared/domain.ts';
import { highlightPlace } from '../../shared/place-text.ts';
import { textToRichText } from '../../shared/rich-text.ts';
import { UsageError, type CliCommand } from '../command.ts';
import { findSource } from '../find.ts';
import { table } from '../format.ts';

const SHOWN_QUOTE = 60;

/** What of a highlight is listed: one line for each passage, under the highlight's own facts. */
function listed(highlight: Highlight, labels: readonly Label[]) {
  const { id, label, author, annotation, tags, passages, pages } = highlight;
  return {
    id,
    label,
    labelName: labels.find((one) => one.id === label)?.name ?? label,
    author,
    comment: annotation.text,
    tags,
    ...(pages === undefined ? {} : { pages }),
    passages: passages.map(({ start, end, exact, status, score, paragraph, made }) => ({
      start,
      end,
      exact,
      status,
      score,
      paragraph,
      made,
    })),
  };
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > SHOWN_QUOTE ? `${line.slice(0, SHOWN_QUOTE).trimEnd()}…` : line;
}

export const highlightList: CliCommand = {
  name: 'highlight list',
  synopsis: 'SOURCE',
  summary: 'List the highlights of a source, and how each passage stands in its text.',
  details:
    'Each passage is exact (the same words at the same place), moved (the same words elsewhere), changed (found on other words), review (not found for sure: look at it in the window) or unanchored (left without a place). The score says from 0 to 1 how sure the place is.',
  takes: { least: 1, most: 1 },
  async run({ client, positionals }) {
    const source = await findSource(client, positionals[0] ?? '');
    const labels = await client.call('labels.list', {});
    const highlights = await client.call('highlights.list', { sourceId: source.id });
    const value = highlights.map((highlight) => listed(highlight, labels));
    const rows = value.flatMap(({ id, labelName, passages }) =>
      passages.map(({ start, end, status, score, exact }) => [
        id,
        start,
        end,
        status,
        score.toFixed(2),
        labelName,
        shortened(exact),
      ]),
    );
    const text =
      rows.length === 0
        ? `Nothing is highlighted in "${source.title}".`
        : table(['ID', 'START', 'END', 'STATUS', 'SCORE', 'LABEL', 'WORDS'], rows);
    return { value, text };
  },
};

export const highlight: CliCommand = {
  name: 'highlight',
  synopsis: 'SOURCE --quote TEXT [--label LABEL] [--comment TEXT]',
  summary: 'Highlight a passage of a source, by its words.',
  details: `The quote must stand in the source once, word for word. LABEL is one of ${labelIdSchema.options.join(', ')}; yellow when left out. An empty line in the comment starts a new paragraph.`,
  options: {
    quote: { type: 'string' },
    label: { type: 'string' },
    comment: { type: 'string' },
  },
  takes: { least: 1, most: 1 },
  async run({ client, positionals, options }) {
    const { quote, comment } = options;
    if (quote === undefined || quote === '') {
      throw new UsageError('Say what to highlight with --quote "the words in the source".');
    }
    const label = labelIdSchema.safeParse(options['label'] ?? 'yellow');
    if (!label.success) {
      throw new UsageError(
        `"${options['label'] ?? ''}" is not a label. Use one of ${labelIdSchema.options.join(', ')}.`,
      );
    }
    const source = await findSource(client, positionals[0] ?? '');
    const made = await client.call('highlights.create', {
      sourceId: source.id,
      label: label.data,
      passages: [{ quote }],
      comment: comment === undefined ? undefined : textToRichText(comment),
    });
    const where = [`"${source.title}"`, highlightPlace(made)].filter((part) => part !== '');
    return { value: made, text: `Highlighted in ${where.join(', ')}: ${made.id}` };
  },
};
