/** Citeproc, loaded when the first citation is set: it is a megabyte that no start should wait for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type CSL from 'citeproc';
import { CITATION_LOCALES, type CitationLocale } from '../../shared/citations.ts';
import type { Csl } from '../../shared/csl.ts';
import { processorItem } from './processor-item.ts';

/** A processor for one style and language, and how things are put into it. */
export interface Processor {
  engine: CSL.Engine;
  /** The processor's id for metadata; the same metadata under the same key has the same one. */
  idOf(key: string, csl: Csl): string;
  /** Forgets everything that was cited. */
  reset(): void;
  /** `CSL.parseLocator`: a cite as the processor keeps it. */
  parse(cite: CSL.Cite): CSL.Cite;
}

/** Opens a style; throws citeproc's own text when it is no style. */
export async function openProcessor(
  folder: string,
  style: string,
  locale: CitationLocale,
): Promise<Processor> {
  const { default: citeproc } = await import('citeproc');
  const items = new Map<string, object>();
  const ids = new Map<string, string>();
  let count = 0;
  const engine = new citeproc.Engine(
    {
      retrieveLocale: (tag) => {
        // Styles name locales of their own; only what the program has can be read.
        const known = CITATION_LOCALES.some((one) => one.tag === tag) ? tag : 'en-US';
        return readFileSync(join(folder, 'locales', `locales-${known}.xml`), 'utf8');
      },
      retrieveItem: (id) => items.get(id) ?? { id, type: 'document' },
    },
    style,
    locale,
    true,
  );
  // Lines of a note like "editor: x" are no variables here.
  engine.opt.development_extensions['field_hack'] = false;
  engine.setOutputFormat('html');
  return {
    engine,
    idOf(key, csl) {
      const content = `${key} ${JSON.stringify(csl)}`;
      const known = ids.get(content);
      if (known !== undefined) return known;
      // A new id for every change: citeproc keeps what it made of an id.
      count += 1;
      const id = String(count);
      ids.set(content, id);
      items.set(id, processorItem(id, csl));
      return id;
    },
    reset() {
      items.clear();
      ids.clear();
      engine.registry = new citeproc.Registry(engine);
      engine.tmp = new citeproc.Engine.Tmp();
      engine.disambiguate = new citeproc.Disambiguation(engine);
    },
    parse: (cite) => citeproc.parseLocator.call(engine, { ...cite }),
  };
}
