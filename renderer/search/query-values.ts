import type { ValueChoice, ValueProvider, FilterKey } from '../../shared/query.ts';
import type { Facet, FacetKey } from '../../shared/domain.ts';
import { useCall } from '../api/use-call.ts';
import { countText } from '../ui/counts.ts';

/** The keys whose values are read off the sources of the library. */
const FROM_FACETS: Partial<Record<FilterKey, FacetKey>> = {
  by: 'author',
  lang: 'language',
  on: 'year',
  before: 'year',
  after: 'year',
};

function choiceOf({ value, label, count }: Facet): ValueChoice {
  const counted = countText(count, 'source');
  return { value, about: label === value ? counted : `${label}, ${counted}` };
}

/** What the library knows as values of the keys; `key` is the one that is being completed. */
export function useQueryValues(key: FilterKey | undefined): ValueProvider {
  const facet = key === undefined ? undefined : FROM_FACETS[key];
  const tags = useCall('tags.list', {}).data ?? [];
  const cases = useCall('cases.list', {}).data ?? [];
  const labels = useCall('labels.list', {}).data ?? [];
  const facets = useCall(
    'search.find',
    { query: 'type:source', limit: 1, facets: true },
    { enabled: facet !== undefined, keepPrevious: true },
  ).data?.facets;

  return (wanted) => {
    const from = FROM_FACETS[wanted];
    if (from !== undefined) return facets?.[from]?.map(choiceOf) ?? [];
    const caseChoices = cases.map(({ title, sources }) => ({
      value: title,
      about: countText(sources, 'source'),
    }));
    switch (wanted) {
      case 'tag':
        return tags
          .toSorted((a, b) => b.uses - a.uses)
          .map(({ name, uses }) => ({ value: name, about: countText(uses, 'use') }));
      case 'case':
        return caseChoices;
      case 'in':
        return [{ value: 'inbox', about: 'in no case file' }, ...caseChoices];
      case 'label':
        return labels.map(({ id, name }) => ({
          value: id,
          ...(name.toLowerCase() === id ? {} : { about: name }),
        }));
      default:
        return [];
    }
  };
}
