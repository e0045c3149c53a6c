import { useCallback, useRef } from 'react';
import { useCommand } from '../../commands/registry.ts';
import { countText } from '../../ui/counts.ts';
import { useRoving } from '../../ui/use-roving.ts';
import { useSelection } from '../../ui/use-selection.ts';
import { correctionSentences, hitKey } from '../groups.ts';
import { NothingFound } from '../nothing-found.tsx';
import { problemsOf } from '../problems-of.ts';
import { remember } from '../recents.ts';
import { saveSearch } from '../saved-searches.ts';
import { FacetPanel } from './facet-panel.tsx';
import { QueryField } from './query-field.tsx';
import { ResultBar } from './result-bar.tsx';
import { ResultList } from './result-list.tsx';
import { ResultSelection } from './result-selection.tsx';
import styles from './search-screen.module.css';
import { SearchStart } from './search-start.tsx';
import { useQueryText } from './use-query-text.ts';
import { useFacets, useResults } from './use-results.ts';

/** The long look at what is found: facets, every place, and what can be done with all of it. */
export function SearchScreen() {
  const query = useQueryText();
  const { text, typing, settled, sort } = query;
  const asked = { query: text, sort, typing };
  const results = useResults(asked);
  // When the fingers rest, and after the hits: counting must not overtake what is waited for.
  const rests = text.trim() === settled && !results.pending;
  const facets = useFacets({ query: settled, typing }, rests);
  const { reply, hits } = results;
  const searching = text.trim() !== '';
  const shown = searching && results.failure === undefined ? reply : undefined;

  const keys = hits.map(hitKey);
  const reveal = useRef<(index: number) => void>(undefined);
  const onReveal = useCallback((next: (index: number) => void) => {
    reveal.current = next;
  }, []);
  const roving = useRoving(keys, { reveal: (index) => reveal.current?.(index) });
  const selection = useSelection(keys);
  const onOpen = () => remember({ query: text.trim() });
  useCommand('search.save', () => void saveSearch(text, sort));

  return (
    <div className={styles.screen}>
      <h1 className="visually-hidden">Search</h1>
      <QueryField
        text={text}
        problems={problemsOf(text, typing)}
        onType={query.type}
        onSearch={query.search}
        onLeave={query.settle}
        onDown={() => keys[0] !== undefined && roving.focus(roving.current ?? keys[0])}
      />
      {!searching && <SearchStart onSearch={query.search} />}
      {searching && results.failure !== undefined && (
        <p role="alert" className={styles.message}>
          {results.failure}
        </p>
      )}
      {shown && (
        <>
          <ResultBar asked={asked} reply={shown} onSort={query.sortBy} />
          <p className="visually-hidden" role="status">
            {!results.pending &&
              [countText(shown.total, 'result'), ...correctionSentences(shown)].join('. ')}
          </p>
          <div className={styles.columns}>
            <aside className={styles.facets} aria-label="Narrow down">
              <FacetPanel query={text} facets={facets} onQuery={query.search} />
            </aside>
            <section className={styles.results} aria-label="Found">
              {shown.hits.length === 0 && !results.pending ? (
                <div className={styles.message}>
                  <p>Nothing matches “{results.answered.trim()}”.</p>
                  {shown.failing !== undefined && shown.failing.length > 0 ? (
                    <NothingFound query={text} failing={shown.failing} onQuery={query.search} />
                  ) : (
                    <p>Try fewer words, or take a filter away.</p>
                  )}
                </div>
              ) : (
                <ResultList
                  hits={hits}
                  total={shown.total}
                  stale={results.pending}
                  roving={roving}
                  selection={selection}
                  onReveal={onReveal}
                  onMore={results.more}
                  onOpen={onOpen}
                />
              )}
              <ResultSelection
                asked={asked}
                total={shown.total}
                hits={hits.filter((hit) => selection.isSelected(hitKey(hit)))}
                onClear={selection.clear}
              />
            </section>
          </div>
        </>
      )}
    </div>
  );
}
