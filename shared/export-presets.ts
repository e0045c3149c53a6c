/** Ready-made choices of what a PDF holds; each can be changed further. */
import { type ExportOptions, exportOptionsSchema, labelIdSchema } from './domain.ts';

/** What a preset decides; the paper, the standard and the rest stay as they are. */
export type PresetChoice = Pick<
  ExportOptions,
  | 'extent'
  | 'summary'
  | 'notes'
  | 'sources'
  | 'annotations'
  | 'openQuestions'
  | 'bibliography'
  | 'index'
  | 'record'
  | 'labels'
>;

export interface ExportPreset {
  name: string;
  /** What it is good for, in a sentence. */
  holds: string;
  choice: PresetChoice;
}

const FULL: PresetChoice = {
  extent: 'full',
  summary: true,
  notes: true,
  sources: true,
  annotations: true,
  openQuestions: true,
  bibliography: true,
  index: true,
  record: true,
  labels: [...labelIdSchema.options],
};

export const EXPORT_PRESETS = {
  full: {
    name: 'Full case file',
    holds: 'Everything: summary, notes, the sources in full, bibliography, index and record.',
    choice: FULL,
  },
  excerpts: {
    name: 'Excerpts',
    holds: 'As the full case file, but of the sources only what is around their highlights.',
    choice: { ...FULL, extent: 'excerpts' },
  },
  quotations: {
    name: 'Quotations',
    holds: 'The highlighted passages and the comments on them, with the bibliography.',
    choice: {
      ...FULL,
      extent: 'quotations',
      notes: false,
      openQuestions: false,
    },
  },
  notes: {
    name: 'Notes only',
    holds: 'What you wrote, with what is still open and the works that it cites.',
    choice: { ...FULL, sources: false, annotations: false, index: false },
  },
} as const satisfies Readonly<Record<string, ExportPreset>>;

export type ExportPresetId = keyof typeof EXPORT_PRESETS;
export const EXPORT_PRESET_IDS = Object.keys(EXPORT_PRESETS) as ExportPresetId[];

/** One preset. */
export function exportPreset(id: ExportPresetId): ExportPreset {
  return EXPORT_PRESETS[id];
}

function isSame(one: unknown, other: unknown): boolean {
  return Array.isArray(one) && Array.isArray(other)
    ? one.length === other.length && one.every((label) => other.includes(label))
    : one === other;
}

/** The preset that options are; undefined when they are somebody's own choice. */
export function presetOf(options: ExportOptions): ExportPresetId | undefined {
  return EXPORT_PRESET_IDS.find((id) => {
    const { choice } = exportPreset(id);
    return Object.entries(choice).every(([key, value]) =>
      isSame(options[key as keyof PresetChoice], value),
    );
  });
}

/** Options as a preset has them; what presets don't decide stays. */
export function withPreset(options: ExportOptions, id: ExportPresetId): ExportOptions {
  return exportOptionsSchema.parse({ ...options, ...exportPreset(id).choice });
}

/** Options whose standard allows what they ask for: PDF/A-2 has no place for another file. */
export function withinStandard(options: ExportOptions): ExportOptions {
  return options.attachBundle && options.standard === 'a-2a'
    ? { ...options, standard: 'a-3a' }
    : options;
}
