/** Citations and bibliographies in the styles of CSL, set by citeproc-js without any network. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import CSL from 'citeproc';
import {
  CITATION_LOCALES,
  type CitationLocale,
  type CitationStyle,
  type SetCitations,
} from '../../shared/citations.ts';
import type { Csl } from '../../shared/csl.ts';
import { Refusal } from '../../shared/result.ts';
import { htmlToRuns } from './html-runs.ts';
import { processorItem } from './processor-item.ts';

/** Engines kept warm: one takes about 20 MB. */
const MAX_ENGINES = 4;

interface Engine {
  set: (items: readonly Csl[]) => SetCitations;
}

export interface Citations {
  /** Sets items in a style: the bibliography in the style's order, and all of them as cited in text. */
  set: (items: readonly Csl[], style: CitationStyle, locale: CitationLocale) => SetCitations;
}

function makeEngine(folder: string, style: CitationStyle, locale: CitationLocale): Engine {
  const items = new Map<string, object>();
  let count = 0;
  const engine = new CSL.Engine(
    {
      retrieveLocale: (tag) => {
        // Styles name locales of their own; only what the program has can be read.
        const known = CITATION_LOCALES.some((one) => one.tag === tag) ? tag : 'en-US';
        return readFileSync(join(folder, 'locales', `locales-${known}.xml`), 'utf8');
      },
      retrieveItem: (id) => items.get(id) ?? { id, type: 'document' },
    },
    readFileSync(join(folder, 'styles', `${style}.csl`), 'utf8'),
    locale,
    true,
  );
  // Lines of a note like "editor: x" are no variables here.
  engine.opt.development_extensions['field_hack'] = false;
  engine.setOutputFormat('html');
  return {
    set: (wanted) => {
      items.clear();
      // New ids each time: citeproc keeps what it made of an id.
      const ids = wanted.map((csl) => {
        count += 1;
        items.set(String(count), processorItem(String(count), csl));
        return String(count);
      });
      engine.updateItems(ids);
      const [order, entries] = engine.makeBibliography() || [{ entry_ids: [] }, []];
      return {
        bibliography: entries.map((entry, index) => ({
          item: ids.indexOf(order.entry_ids[index]?.[0] ?? ''),
          runs: htmlToRuns(entry),
        })),
        inText:
          ids.length === 0 ? [] : htmlToRuns(engine.makeCitationCluster(ids.map((id) => ({ id })))),
      };
    },
  };
}

/** Opens the styles and locales in a folder; each is read when it is first wanted. */
export function createCitations(folder: string): Citations {
  const engines = new Map<string, Engine>();
  return {
    set: (items, style, locale) => {
      const key = `${style} ${locale}`;
      const engine = engines.get(key) ?? makeEngine(folder, style, locale);
      // The one used last stands last; the one that was not used for longest goes.
      engines.delete(key);
      engines.set(key, engine);
      const [oldest] = engines.keys();
      if (engines.size > MAX_ENGINES && oldest !== undefined) engines.delete(oldest);
      try {
        return engine.set(items);
      } catch (error) {
        // Citeproc throws texts; an engine that failed half-way is not used again.
        engines.delete(key);
        const reason = error instanceof Error ? error.message : String(error);
        throw new Refusal(
          'bad-arguments',
          `The citation can't be set in this style: ${reason.slice(0, 200)}. Choose another style, or look through the fields.`,
        );
      }
    },
  };
}
