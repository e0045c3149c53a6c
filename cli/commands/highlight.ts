import { labelIdSchema } from '../../shared/domain.ts';
import { textToRichText } from '../../shared/rich-text.ts';
import { UsageError, type CliCommand } from '../command.ts';
import { findSource } from '../find.ts';

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
    const paragraph = made.passages[0]?.paragraph;
    const where = paragraph === undefined ? '' : `, ¶ ${paragraph}`;
    return { value: made, text: `Highlighted in "${source.title}"${where}: ${made.id}` };
  },
};
