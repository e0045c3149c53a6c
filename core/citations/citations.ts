/** Citations and bibliographies in the styles of CSL, set by citeproc-js without any network. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CITATION_STYLES,
  DEFAULT_STYLE,
  isBundledStyle,
  type CitationLocale,
  type SetCitations,
} from '../../shared/citations.ts';
import type { Csl } from '../../shared/csl.ts';
import { Refusal } from '../../shared/result.ts';
import { setText, type SetRequest, type SetText } from './citer.ts';
import { openProcessor, type Processor } from './engine.ts';

/** Processors kept warm: one takes about 20 MB. */
const MAX_PROCESSORS = 4;

/** A style in a language, ready to set. */
export interface Citer {
  style: {
    id: string;
    title: string;
    /** Whether citations are footnotes. */
    notes: boolean;
  };
  locale: CitationLocale;
  /** Sets a text's citations as one; throws a `Refusal` when the style fails on them. */
  set(request: SetRequest): SetText;
}

export interface Citations {
  /** Opens a style; the first one loads the processor. */
  open(style: string, locale: CitationLocale): Promise<Citer>;
  /** Sets items in a style: the bibliography in the style's order, and all of them as cited in text. */
  set(items: readonly Csl[], style: string, locale: CitationLocale): Promise<SetCitations>;
}

function failed(error: unknown): Refusal {
  // Citeproc throws texts.
  const reason = error instanceof Error ? error.message : String(error);
  return new Refusal(
    'bad-arguments',
    `The citation can't be set in this style: ${reason.slice(0, 200)}. Choose another style, or look through the fields.`,
  );
}

/** Sets a few items as one citation, and as a bibliography. */
function setItems(citer: Citer, items: readonly Csl[]): SetCitations {
  const sources = new Map(items.map((csl, index) => [String(index), csl]));
  const cites = [...sources.keys()].map((sourceId) => ({ sourceId }));
  const { clusters, bibliography } = citer.set({
    sources,
    clusters: cites.length === 0 ? [] : [{ cites, note: citer.style.notes ? 1 : 0 }],
  });
  return {
    bibliography: bibliography.entries.map(({ sourceId, label, runs }) => ({
      item: Number(sourceId),
      runs: label === undefined ? runs : [...label, { text: ' ' }, ...runs],
    })),
    inText: (clusters[0] ?? []).flatMap(({ runs }) => runs),
  };
}

/** A style's title and its XML. */
interface Style {
  title: string;
  xml: string;
}

/**
 * Opens the styles and locales in a folder, and those that the researcher added; each is read when
 * it is first wanted. A style that is gone gives way to the one that counts where none was chosen.
 */
export function createCitations(
  folder: string,
  findAdded: (id: string) => Style | undefined = () => undefined,
): Citations {
  const processors = new Map<string, Processor>();
  const styleOf = (id: string): Style & { id: string } => {
    const added = isBundledStyle(id) ? undefined : findAdded(id);
    if (added !== undefined) return { ...added, id };
    const bundled = isBundledStyle(id) ? id : DEFAULT_STYLE;
    const xml = readFileSync(join(folder, 'styles', `${bundled}.csl`), 'utf8');
    return { id: bundled, title: CITATION_STYLES[bundled], xml };
  };
  const processorOf = async ({ id, xml }: { id: string; xml: string }, locale: CitationLocale) => {
    // A style may be added anew in another version.
    const version = createHash('sha256').update(xml).digest('hex');
    const key = `${id} ${version} ${locale}`;
    const processor = processors.get(key) ?? (await openProcessor(folder, xml, locale));
    // The one used last stands last; the one that was not used for longest goes.
    processors.delete(key);
    processors.set(key, processor);
    const [oldest] = processors.keys();
    if (processors.size > MAX_PROCESSORS && oldest !== undefined) processors.delete(oldest);
    return { key, processor };
  };
  const open = async (wanted: string, locale: CitationLocale): Promise<Citer> => {
    const style = styleOf(wanted);
    const { key, processor } = await processorOf(style, locale);
    return {
      style: {
        id: style.id,
        title: style.title,
        notes: processor.engine.opt.xclass === 'note',
      },
      locale,
      set(request) {
        try {
          return setText(processor, request);
        } catch (error) {
          // A processor that failed half-way is not used again.
          processors.delete(key);
          throw failed(error);
        }
      },
    };
  };
  return {
    open,
    set: async (items, style, locale) => setItems(await open(style, locale), items),
  };
}
