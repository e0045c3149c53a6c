import { Search } from 'lucide-react';
import { QUERY_KEYS } from '../../../shared/query.ts';
import { useCall } from '../../api/use-call.ts';
import styles from './search-start.module.css';

interface SearchStartProps {
  onSearch: (query: string) => void;
}

const WORDS = [
  { example: '"two dozen"', about: 'the words in this order' },
  { example: 'soldiers -kursk', about: 'without a word' },
  { example: 'kyiv OR kiev', about: 'either' },
  { example: 'troops near/5 killed', about: 'at most five words apart' },
];

/** What the Search screen shows before anything is looked for: what can be asked, and what was. */
export function SearchStart({ onSearch }: SearchStartProps) {
  const searches = useCall('recents.get', {}).data?.searches ?? [];
  const line = ({ example, about }: { example: string; about: string }) => (
    <li key={example} className={styles.line}>
      <button type="button" className={styles.example} onClick={() => onSearch(example)}>
        {example}
      </button>
      <span className={styles.about}>{about}</span>
    </li>
  );
  return (
    <div className={styles.start}>
      {searches.length > 0 && (
        <section>
          <h2 className={styles.heading}>Recent searches</h2>
          <ul className={styles.recent}>
            {searches.map((query) => (
              <li key={query}>
                <button type="button" className={styles.search} onClick={() => onSearch(query)}>
                  <Search size={14} aria-hidden />
                  {query}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 className={styles.heading}>What can be asked</h2>
        <ul className={styles.lines}>
          {WORDS.map(line)}
          {Object.values(QUERY_KEYS).map(line)}
        </ul>
      </section>
    </div>
  );
}
