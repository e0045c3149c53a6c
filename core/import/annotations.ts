/**
 * Reading W3C web annotations (https://www.w3.org/TR/annotation-model/): a collection, a page, one
 * annotation or a list of them, as far as they select text by its words or its place. Pure.
 */
import { z } from 'zod';
import { labelIdSchema, type Label, type LabelId } from '../../shared/domain.ts';
import { Refusal } from '../../shared/result.ts';

/** A passage as an annotation selects it. */
export interface SelectedPassage {
  exact?: string | undefined;
  prefix: string;
  suffix: string;
  start?: number | undefined;
  end?: number | undefined;
}

export interface ReadAnnotation {
  /** Its IRI; absent when it has none. */
  iri: string | undefined;
  /** What may name the source: IRIs of targets and of their scopes. */
  sources: string[];
  passages: SelectedPassage[];
  label: LabelId;
  tags: string[];
  comments: Array<{ format: 'text/plain' | 'text/html'; value: string }>;
  author: string;
  created: string | undefined;
  modified: string | undefined;
}

const MOST_CHARACTERS = 64 * 1024 * 1024;
const MOST_PASSAGES = 50;

const oneOrMore = <T extends z.ZodType>(schema: T) =>
  z.union([z.array(schema), schema.transform((one) => [one])]);

const iri = z.string().max(4000);
/** An IRI, or an object that has one. */
const named = z.union([iri, z.looseObject({ id: iri }).transform(({ id }) => id)]);

const quoteSelector = z.looseObject({
  type: z.literal('TextQuoteSelector'),
  exact: z.string().min(1).max(100_000),
  prefix: z.string().max(10_000).optional(),
  suffix: z.string().max(10_000).optional(),
});
const offset = z.number().int().nonnegative();
const positionSelector = z.looseObject({
  type: z.literal('TextPositionSelector'),
  start: offset,
  end: offset,
});

const target = z.union([
  iri.transform((source) => ({ source, scope: [], selector: [], styleClass: [] })),
  z.looseObject({
    source: named,
    scope: oneOrMore(named).default([]),
    selector: oneOrMore(z.unknown()).default([]),
    styleClass: oneOrMore(z.string()).default([]),
  }),
  z
    .looseObject({ id: iri })
    .transform(({ id }) => ({ source: id, scope: [], selector: [], styleClass: [] })),
]);

const body = z.union([
  z.string().transform((value) => ({ value, format: undefined, purpose: [] as string[] })),
  z.looseObject({
    value: z.string(),
    format: z.string().optional(),
    purpose: oneOrMore(z.string()).default([]),
  }),
]);

const agent = z.union([
  z.string(),
  z.looseObject({ name: oneOrMore(z.string()).default([]), id: iri.optional() }),
]);

const annotationSchema = z.looseObject({
  id: iri.optional(),
  type: oneOrMore(z.string()).refine((types) => types.includes('Annotation')),
  creator: oneOrMore(agent).optional().catch(undefined),
  created: z.string().optional().catch(undefined),
  modified: z.string().optional().catch(undefined),
  bodyValue: z.string().optional(),
  body: oneOrMore(z.unknown()).default([]),
  target: oneOrMore(target),
});

/** The first selector that fits, looking into what refines or begins another. */
function selectorIn<T>(selectors: readonly unknown[], schema: z.ZodType<T>): T | undefined {
  for (const selector of selectors) {
    const read = schema.safeParse(selector);
    if (read.success) return read.data;
    const { refinedBy } = (selector ?? {}) as { refinedBy?: unknown };
    if (refinedBy === undefined) continue;
    const inner = selectorIn(Array.isArray(refinedBy) ? refinedBy : [refinedBy], schema);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function passageOf(selectors: readonly unknown[]): SelectedPassage | undefined {
  const quote = selectorIn(selectors, quoteSelector);
  const position = selectorIn(selectors, positionSelector);
  if (quote === undefined && position === undefined) return undefined;
  return {
    exact: quote?.exact,
    prefix: quote?.prefix ?? '',
    suffix: quote?.suffix ?? '',
    start: position?.start,
    end: position?.end,
  };
}

function dateIn(text: string | undefined): string | undefined {
  const time = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function authorIn(creators: ReadonlyArray<z.infer<typeof agent>> = []): string {
  const [first] = creators;
  const name = typeof first === 'string' ? first : (first?.name[0] ?? first?.id);
  return (name ?? '').slice(0, 200);
}

/** Reads one annotation; undefined when it is none, or is no annotation of text. */
function readOne(value: unknown, labels: readonly Label[]): ReadAnnotation | undefined {
  const read = annotationSchema.safeParse(value);
  if (!read.success) return undefined;
  const { id, creator, created, modified, bodyValue, target: targets } = read.data;
  const bodies = read.data.body.flatMap((one) => body.safeParse(one).data ?? []);
  const passages = targets.flatMap(({ selector }) => passageOf(selector) ?? []);
  const classes = targets.flatMap(({ styleClass }) => styleClass);
  const classified = bodies.flatMap(({ purpose, value: name }) =>
    purpose.includes('classifying') ? [name] : [],
  );
  const byClass = classes.flatMap((name) => labelIdSchema.safeParse(name).data ?? [])[0];
  const byName = labels.find(({ name }) => classified.includes(name))?.id;
  const tags = bodies.flatMap(({ purpose, value: name }) =>
    purpose.includes('tagging') && name.trim() !== '' ? [name.trim().slice(0, 100)] : [],
  );
  const comments = bodies
    .filter(({ purpose }) => !purpose.includes('tagging') && !purpose.includes('classifying'))
    .filter(({ value: text }) => text.trim() !== '')
    .map(({ value: text, format }) => ({
      format: format === 'text/html' ? ('text/html' as const) : ('text/plain' as const),
      value: text.slice(0, 1_000_000),
    }));
  return {
    iri: id,
    sources: [...new Set(targets.flatMap(({ source, scope }) => [...scope, source]))],
    passages: passages.slice(0, MOST_PASSAGES),
    label: byClass ?? byName ?? 'yellow',
    tags: [...new Set(tags)].slice(0, 100),
    comments:
      bodyValue === undefined || bodyValue.trim() === ''
        ? comments
        : [...comments, { format: 'text/plain', value: bodyValue }],
    author: authorIn(creator),
    created: dateIn(created),
    modified: dateIn(modified),
  };
}

/** The annotations in what a file holds, wherever the model lets them stand. */
function itemsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  const { items, first } = value as { items?: unknown; first?: unknown };
  if (Array.isArray(items)) return items;
  if (typeof first === 'object' && first !== null) return itemsIn(first);
  return 'target' in value ? [value] : [];
}

/**
 * Reads the annotations of a file. `unread` counts those that are not written as the model says;
 * refused when the file is no JSON or holds no annotation at all.
 */
export function readAnnotations(
  json: string,
  labels: readonly Label[],
): { annotations: ReadAnnotation[]; unread: number } {
  if (json.length > MOST_CHARACTERS) {
    throw new Refusal('too-large', 'The file of annotations is larger than 64 MB. Split it.');
  }
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    throw new Refusal(
      'unsupported-format',
      'This is no file of annotations: it is not JSON. Choose a .jsonld file.',
    );
  }
  const items = itemsIn(value);
  if (items.length === 0) {
    throw new Refusal('empty', 'There are no annotations in this file, so nothing was imported.');
  }
  const annotations = items.flatMap((item) => readOne(item, labels) ?? []);
  return { annotations, unread: items.length - annotations.length };
}
