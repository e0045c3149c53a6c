import type { ExportOptions, Label, LabelId } from '../../shared/domain.ts';
import type { DocumentFormat } from '../../shared/export-formats.ts';
import {
  EXPORT_PRESET_IDS,
  exportPreset,
  presetOf,
  withPreset,
} from '../../shared/export-presets.ts';
import { Swatch } from '../reader/swatch.tsx';
import { AnyOf, OneOf, YesOrNo } from './choices.tsx';
import { EXTENTS } from './export-choice.ts';
import styles from './export-options-form.module.css';
import { Field } from './field.tsx';

interface FormProps {
  options: ExportOptions;
  onChange: (options: ExportOptions) => void;
}

/** The formats that print a case file or sources, part by part. */
type PrintedFormat = 'pdf' | DocumentFormat;

const PRESETS = EXPORT_PRESET_IDS.map((id) => ({ value: id, label: exportPreset(id).name }));

function PresetChoice({ options, onChange }: FormProps) {
  const chosen = presetOf(options);
  return (
    <Field
      label="Preset"
      hint={chosen === undefined ? 'As you have chosen below.' : exportPreset(chosen).holds}
    >
      {(control) => (
        <select
          {...control}
          value={chosen ?? 'own'}
          onChange={({ target }) => {
            const preset = EXPORT_PRESET_IDS.find((id) => id === target.value);
            if (preset !== undefined) onChange(withPreset(options, preset));
          }}
        >
          {PRESETS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          {chosen === undefined && <option value="own">Your own choice</option>}
        </select>
      )}
    </Field>
  );
}

type Part =
  | 'summary'
  | 'notes'
  | 'sources'
  | 'annotations'
  | 'openQuestions'
  | 'bibliography'
  | 'index'
  | 'record';

/** In the order of the pages. */
const PARTS: ReadonlyArray<{ part: Part; label: string }> = [
  { part: 'summary', label: 'Summary and key' },
  { part: 'notes', label: 'Notes' },
  { part: 'sources', label: 'Sources' },
  { part: 'annotations', label: 'Comments' },
  { part: 'openQuestions', label: 'Open questions' },
  { part: 'bibliography', label: 'Bibliography' },
  { part: 'index', label: 'Index' },
  { part: 'record', label: 'Export record' },
];

/** The parts that can be chosen of a case file, or of sources, in a format. */
function partsFor(format: PrintedFormat, ofSources: boolean): typeof PARTS {
  return PARTS.flatMap(({ part, label }): typeof PARTS => {
    if (ofSources && (part === 'notes' || part === 'sources')) return [];
    if (format === 'markdown' && (part === 'openQuestions' || part === 'index')) return [];
    if (part !== 'summary') return [{ part, label }];
    // Folders of Markdown have no key, and sources no summary.
    if (format === 'markdown') return ofSources ? [] : [{ part, label: 'Summary' }];
    return [{ part, label: ofSources ? 'Key to the labels' : label }];
  });
}

interface PartChoiceProps extends FormProps {
  format: PrintedFormat;
  ofSources: boolean;
}

function PartChoice({ options, onChange, format, ofSources }: PartChoiceProps) {
  return (
    <AnyOf legend="Include">
      <div className={styles.parts}>
        {partsFor(format, ofSources).map(({ part, label }) => {
          const disabled = part === 'annotations' && !options.sources;
          return (
            <YesOrNo
              key={part}
              label={label}
              checked={options[part] && !disabled}
              disabled={disabled}
              onChange={(checked) => onChange({ ...options, [part]: checked })}
            />
          );
        })}
      </div>
    </AnyOf>
  );
}

function LabelChoice({ options, onChange, labels }: FormProps & { labels: readonly Label[] }) {
  const chosen = new Set<LabelId>(options.labels);
  return (
    <AnyOf legend="Highlights with the label">
      <div className={styles.parts}>
        {labels.map(({ id, name, pattern }) => (
          <label key={id} className={styles.label}>
            <input
              type="checkbox"
              checked={chosen.has(id)}
              onChange={({ target }) => {
                const next = labels
                  .map((label) => label.id)
                  .filter((one) => (one === id ? target.checked : chosen.has(one)));
                onChange({ ...options, labels: next });
              }}
            />
            <Swatch label={id} pattern={pattern} />
            <span className={styles.name}>{name}</span>
          </label>
        ))}
      </div>
    </AnyOf>
  );
}

const STANDARDS: ReadonlyArray<{ value: ExportOptions['standard']; label: string; hint: string }> =
  [
    {
      value: 'ua-1',
      label: 'Accessible (PDF/UA-1)',
      hint: 'Tagged for screen readers, as others are too.',
    },
    {
      value: 'a-2a',
      label: 'For the archive (PDF/A-2a)',
      hint: 'To be read as it is in many years.',
    },
    {
      value: 'a-3a',
      label: 'For the archive (PDF/A-3a)',
      hint: 'To be read as it is in many years; may hold another file.',
    },
  ];

function FileChoice({ options, onChange }: FormProps) {
  const { standard, attachBundle } = options;
  return (
    <>
      <Field label="Standard" hint={STANDARDS.find(({ value }) => value === standard)?.hint}>
        {(control) => (
          <select
            {...control}
            value={standard}
            onChange={({ target }) => {
              const chosen = STANDARDS.find(({ value }) => value === target.value)?.value;
              // The one kind of PDF/A that has no place for another file.
              if (chosen !== undefined)
                onChange({
                  ...options,
                  standard: chosen,
                  attachBundle: attachBundle && chosen !== 'a-2a',
                });
            }}
          >
            {STANDARDS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <YesOrNo
        label="Attach the case file as a bundle"
        explanation="Whoever gets the PDF can import the case file from it. A PDF for the archive becomes PDF/A-3a."
        checked={attachBundle}
        onChange={(checked) =>
          onChange({
            ...options,
            attachBundle: checked,
            standard: checked && standard === 'a-2a' ? 'a-3a' : standard,
          })
        }
      />
    </>
  );
}

interface ExportOptionsFormProps extends FormProps {
  labels: readonly Label[];
  /** What is made; each offers what counts for it. */
  format: PrintedFormat;
  /** Whether it is chosen sources that go out, which have no presets. */
  ofSources?: boolean;
}

/** What of a case file, or of sources, goes out, and as what kind of file. */
export function ExportOptionsForm(props: ExportOptionsFormProps) {
  const { labels, format, ofSources = false, options, onChange } = props;
  const form = { options, onChange };
  return (
    <>
      {!ofSources && <PresetChoice {...form} />}
      <PartChoice {...form} format={format} ofSources={ofSources} />
      <OneOf
        legend="How much of each source"
        options={EXTENTS}
        value={options.extent}
        disabled={!options.sources}
        onChange={(extent) => onChange({ ...options, extent })}
      />
      <LabelChoice {...form} labels={labels} />
      {(format === 'pdf' || format === 'docx') && (
        <OneOf
          legend="Paper"
          inline
          options={[
            { value: 'a4', label: 'A4' },
            { value: 'letter', label: 'Letter' },
          ]}
          value={options.paper}
          onChange={(paper) => onChange({ ...options, paper })}
        />
      )}
      {format === 'pdf' && <FileChoice {...form} />}
    </>
  );
}
