/** What the options of `casebook export` say about the pages, checked before any work. */
import { type ExportOptions, exportOptionsSchema, labelIdSchema } from '../shared/domain.ts';
import { type ExportFormatId, isDocumentFormat } from '../shared/export-formats.ts';
import { EXPORT_PRESET_IDS, withPreset } from '../shared/export-presets.ts';
import type { Client } from './client.ts';
import { type CommandInput, UsageError } from './command.ts';
import { nearest } from './nearest.ts';

/** What can be left out, under the name that it has on the command line, in page order. */
const PARTS = {
  summary: 'summary',
  notes: 'notes',
  sources: 'sources',
  comments: 'annotations',
  'open-questions': 'openQuestions',
  bibliography: 'bibliography',
  index: 'index',
  record: 'record',
} as const satisfies Readonly<Record<string, keyof ExportOptions>>;

type Part = keyof typeof PARTS;
const PART_NAMES = Object.keys(PARTS) as Part[];

const PAPERS = exportOptionsSchema.shape.paper.unwrap().options;
const EXTENTS = exportOptionsSchema.shape.extent.unwrap().options;
const STANDARDS = exportOptionsSchema.shape.standard.unwrap().options;

/** The options themselves, as the command line reads them. */
export const PAGE_OPTIONS = {
  preset: { type: 'string' },
  paper: { type: 'string' },
  extent: { type: 'string' },
  standard: { type: 'string' },
  without: { type: 'string' },
  only: { type: 'string' },
  labels: { type: 'string' },
  'attach-bundle': { type: 'boolean' },
} as const;

/** Those that say something of PDFs alone. */
const OF_PDF = ['standard', 'attach-bundle'];

/** For the help on the command. */
export const PAGE_DETAILS = `PDF, DOCX, HTML and Markdown hold everything unless you choose: --preset PRESET (${EXPORT_PRESET_IDS.join(', ')}); --without PART,... or --only PART,... (${PART_NAMES.join(', ')}); --extent EXTENT of the sources (${EXTENTS.join(', ')}); --labels LABEL,... by colour (${labelIdSchema.options.join(', ')}) or by the name you gave; --paper ${PAPERS.join(' or ')}. A PDF also takes --standard STANDARD (${STANDARDS.join(', ')}) and --attach-bundle, which puts the case file's bundle inside (not in PDF/A-2a).`;

/** One of the values of an option, whatever its case. */
function oneOf<T extends string>(option: string, given: string, values: readonly T[]): T {
  const asked = given.trim().toLowerCase();
  const found = values.find((value) => value === asked);
  if (found !== undefined) return found;
  const meant = nearest(asked, values);
  const advice = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  throw new UsageError(
    `"--${option} ${given}" is not known.${advice} It can be ${values.join(', ')}.`,
  );
}

/** The words of a list with commas; throws when there are none. */
function listOf(option: string, given: string): string[] {
  const words = given
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) throw new UsageError(`"--${option}" needs at least one name after it.`);
  return words;
}

function partsOf(option: 'without' | 'only', given: string): ReadonlySet<Part> {
  return new Set(listOf(option, given).map((word) => oneOf(option, word, PART_NAMES)));
}

function withParts(options: ExportOptions, without?: string, only?: string): ExportOptions {
  if (without !== undefined && only !== undefined) {
    throw new UsageError('Use either --without or --only, not both.');
  }
  const named = only ?? without;
  if (named === undefined) return options;
  const parts = partsOf(only === undefined ? 'without' : 'only', named);
  if (only !== undefined && parts.has('comments') && !parts.has('sources')) {
    throw new UsageError('Comments stand under their passages. Use --only sources,comments.');
  }
  const changed = PART_NAMES.filter((part) => parts.has(part) === (only === undefined));
  return { ...options, ...Object.fromEntries(changed.map((part) => [PARTS[part], false])) };
}

/** Labels by colour, or by the names that they have in this library. */
async function labelsOf(client: Client, given: string): Promise<ExportOptions['labels']> {
  const known = await client.call('labels.list', {});
  const fold = (name: string) => name.normalize('NFC').trim().toLocaleLowerCase();
  return listOf('labels', given).map((word) => {
    const found =
      known.find(({ id }) => id === fold(word)) ??
      known.find(({ name }) => fold(name) === fold(word));
    if (found !== undefined) return found.id;
    const names = known.map(({ id, name }) => (fold(name) === id ? id : `${id} ("${name}")`));
    throw new UsageError(`There is no label "${word}". There are ${names.join(', ')}.`);
  });
}

/**
 * The options of an export from what was given, all of the case file when nothing was. Throws a
 * `UsageError` on what is not known, contradicts itself, or says nothing of the format.
 */
export async function readPageOptions(
  { client, options: given, flags }: Pick<CommandInput, 'client' | 'options' | 'flags'>,
  format: ExportFormatId,
): Promise<ExportOptions> {
  const names = Object.keys(PAGE_OPTIONS).filter(
    (name) => given[name] !== undefined || flags.has(name),
  );
  const idle = names.find(
    (name) => format !== 'pdf' && (OF_PDF.includes(name) || !isDocumentFormat(format)),
  );
  if (idle !== undefined) {
    const formats = OF_PDF.includes(idle) ? 'pdf' : 'pdf, docx, html or markdown';
    throw new UsageError(`"--${idle}" says nothing of "${format}". Use --format ${formats}.`);
  }
  const { preset, paper, extent, standard, without, only, labels } = given;
  let options = exportOptionsSchema.parse({});
  if (preset !== undefined) {
    options = withPreset(options, oneOf('preset', preset, EXPORT_PRESET_IDS));
  }
  options = withParts(options, without, only);
  if (paper !== undefined) options.paper = oneOf('paper', paper, PAPERS);
  if (extent !== undefined) options.extent = oneOf('extent', extent, EXTENTS);
  if (standard !== undefined) options.standard = oneOf('standard', standard, STANDARDS);
  if (flags.has('attach-bundle')) {
    if (options.standard === 'a-2a') {
      throw new UsageError('PDF/A-2a has no place for the bundle. Use --standard a-3a.');
    }
    options.attachBundle = true;
  }
  if (labels !== undefined) options.labels = await labelsOf(client, labels);
  return options;
}
