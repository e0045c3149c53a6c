import { useState } from 'react';
import {
  hitKindSchema,
  type Facet,
  type FacetKey,
  type SearchReply,
} from '../../../shared/domain.ts';
import {
  hasFilter,
  parseQuery,
  splitFilters,
  withFilter,
  withoutFilter,
  type FilterKey,
} from '../../../shared/query.ts';
import { numberText } from '../../ui/counts.ts';
import { KIND_LABELS } from '../groups.ts';
import styles from './facet-panel.module.css';

interface FacetPanelProps {
  query: string;
  facets: SearchReply['facets'];
  onQuery: (query: string) => void;
}

/** The facets in their order, with the key of the query language that narrows by each. */
const FACETS: ReadonlyArray<{ facet: FacetKey; key: FilterKey; title: string }> = [
  { facet: 'type', key: 'type', title: 'Kind' },
  { facet: 'case', key: 'case', title: 'Case file' },
  { facet: 'tag', key: 'tag', title: 'Tag' },
  { facet: 'author', key: 'by', title: 'Author' },
  { facet: 'year', key: 'on', title: 'Year' },
  { facet: 'label', key: 'label', title: 'Label' },
  { facet: 'language', key: 'lang', title: 'Language' },
];

const LANGUAGES = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' });

/** What a person calls a value: kinds and languages are told by name. */
function nameOf(facet: FacetKey, { value, label }: Facet): string {
  const kind = facet === 'type' ? hitKindSchema.safeParse(value).data : undefined;
  if (kind !== undefined) return KIND_LABELS[kind];
  if (facet !== 'language') return label;
  try {
    return LANGUAGES.of(value) ?? label;
  } catch {
    // Sources may name their language in ways that are no language tag.
    return label;
  }
}

const SHOWN = 6;
const SHOWN_OPENED = 60;

/** The values of a key that the query asks for, also those that nothing has any more. */
function askedFor(query: string, key: FilterKey): Facet[] {
  return splitFilters(parseQuery(query).root)
    .filters.filter(({ negated }) => !negated)
    .flatMap(({ alternatives }) => alternatives.filter((filter) => filter.key === key))
    .map(({ value }) => ({ value, label: value, count: 0 }));
}

/** What the results can be narrowed by. Choosing a value puts it into the query, which is the truth. */
export function FacetPanel({ query, facets, onQuery }: FacetPanelProps) {
  const groups = FACETS.map(({ facet, key, title }) => {
    const found = facets?.[facet] ?? [];
    const isFound = ({ value }: Facet) =>
      found.some((each) => each.value.toLowerCase() === value.toLowerCase());
    return {
      key,
      title,
      values: [...askedFor(query, key).filter((each) => !isFound(each)), ...found].map((each) => ({
        ...each,
        label: nameOf(facet, each),
      })),
    };
  }).filter(({ values }) => values.length > 0);
  return (
    <details className={styles.panel} open>
      <summary className={styles.summary}>Narrow down</summary>
      <div className={styles.groups}>
        {groups.map(({ key, title, values }) => (
          <Group
            key={key}
            title={title}
            values={values}
            isOn={(value) => hasFilter(query, key, value)}
            onToggle={(value, on) =>
              onQuery(on ? withFilter(query, key, value) : withoutFilter(query, key, value))
            }
          />
        ))}
      </div>
    </details>
  );
}

interface GroupProps {
  title: string;
  values: readonly Facet[];
  isOn: (value: string) => boolean;
  onToggle: (value: string, on: boolean) => void;
}

function Group({ title, values, isOn, onToggle }: GroupProps) {
  const [opened, setOpened] = useState(false);
  const shown = values.filter(
    ({ value }, index) => index < (opened ? SHOWN_OPENED : SHOWN) || isOn(value),
  );
  return (
    <fieldset className={styles.group}>
      <legend className={styles.title}>{title}</legend>
      {shown.map(({ value, label, count }) => (
        <label key={value} className={styles.value}>
          <input
            type="checkbox"
            checked={isOn(value)}
            onChange={(event) => onToggle(value, event.target.checked)}
          />
          <span className={styles.label} title={label}>
            {label}
          </span>
          <span className={styles.count}>{numberText(count)}</span>
        </label>
      ))}
      {values.length > SHOWN && (
        <button type="button" className={styles.more} onClick={() => setOpened(!opened)}>
          {opened ? 'Fewer' : `${numberText(Math.min(values.length, SHOWN_OPENED) - SHOWN)} more`}
          <span className="visually-hidden"> for {title}</span>
        </button>
      )}
    </fieldset>
  );
}
