/** Bringing a bundle into the library: one step, in one transaction, once its files are in place. */
import type { BundleReport, BundleWish } from '../../shared/bundle/preview.ts';
import { byKey } from '../../shared/bundle/order-keys.ts';
import { lastChange } from '../../shared/bundle/seen.ts';
import type { RichText } from '../../shared/rich-text.ts';
import { anchorAll } from '../revise-source.ts';
import { storeBytes } from '../file-store.ts';
import { revisionText } from '../import/revision-text.ts';
import type { Notebook } from '../notebook.ts';
import { outlineOf, sourceOfRevision } from '../store/bundle-items.ts';
import { putAuthor, putUnit, unitsOf } from '../store/bundle-units.ts';
import {
  hasFixed,
  hasRow,
  renumberRevisions,
  writeCase,
  writeCommentVersion,
  writeHighlight,
  writeNote,
  writeNoteVersion,
  writeOutline,
  writeRevision,
  writeSource,
  type Place,
  type Write,
  type WrittenKind,
} from '../store/bundle-writes.ts';
import { readCaseCiting } from '../store/citation-styles.ts';
import { inTransaction } from '../store/connection.ts';
import { recordFile } from '../store/files.ts';
import { recordInto } from '../store/history.ts';
import type { RevisionText } from '../store/sources.ts';
import { currentTextOf } from '../store/bundle-items.ts';
import { dropUnusedTags } from '../store/tags.ts';
import { comparableItems } from './compare.ts';
import { currentItem, hashOf, idFrom, noteChanges, type Noting } from './gather.ts';
import type { Item } from './kinds.ts';
import {
  changesAnything,
  isLeftOut,
  isPlacePart,
  isWorthKeeping,
  overrules,
  planBundle,
  valuesOf,
  versionedPart,
  type BundlePlan,
  type Planned,
} from './plan.ts';
import { ownerOf, type Bundle } from './read.ts';
import type { BundledCiting } from './style.ts';

function isoOf(time: number, now: Date): string {
  return new Date(Math.max(0, Math.min(time, now.getTime()))).toISOString();
}

/** The last change among the parts that are taken, as the date of the thing. */
function changedAt({ decisions }: Planned, { now }: Noting): string {
  const times = decisions.flatMap(({ take, seen }) => (take ? [lastChange(seen).time] : []));
  return isoOf(times.length === 0 ? now.getTime() : Math.max(...times), now);
}

interface Counts {
  added: number;
  changed: number;
  kept: number;
  overruled: number;
}

/** One bundle on its way in. */
class Application {
  readonly counts: Counts = { added: 0, changed: 0, kept: 0, overruled: 0 };
  /** Sources whose texts have to be looked through once all is written. */
  readonly touched = new Set<string>();
  /** Notes that were made beside others, by those. */
  readonly beside = new Map<string, string>();

  private readonly notebook: Notebook;
  private readonly plan: BundlePlan;
  private readonly texts: ReadonlyMap<string, RevisionText>;

  private readonly style: BundledCiting | undefined;

  constructor(
    notebook: Notebook,
    plan: BundlePlan,
    texts: ReadonlyMap<string, RevisionText>,
    style: BundledCiting | undefined,
  ) {
    this.notebook = notebook;
    this.style = style;
    this.plan = plan;
    this.texts = texts;
  }

  private readonly spell = (tag: string): string => this.plan.bundle.description.tags[tag] ?? tag;

  private of(kind: Item['kind']): Planned[] {
    return [...this.plan.plans.values()].filter(({ compared }) => compared.item.kind === kind);
  }

  /** Writes down what is known of an item's parts now. */
  private learn({ compared, decisions }: Planned, isKept: (part: string) => boolean): void {
    const { db } = this.notebook;
    const { kind, id, parts } = compared.item;
    const made = parts['made']?.value as { source?: string } | undefined;
    const units = unitsOf(db, kind, id);
    for (const { part, take, seen, hash } of decisions) {
      if (!isKept(part)) continue;
      const unit = units.get(part);
      const value = take ? parts[part]?.value : unit?.value;
      putUnit(db, {
        kind,
        id,
        part,
        parent: unit?.parent ?? (kind === 'highlight' ? (made?.source ?? null) : null),
        value: isPlacePart({ kind }, part) && typeof value === 'string' ? value : null,
        hash,
        seen,
      });
    }
  }

  private write(kind: WrittenKind, write: (one: Write) => void): void {
    const { db } = this.notebook;
    for (const plan of this.of(kind)) {
      const { item, hasRow: wasThere, status } = plan.compared;
      if (isLeftOut(plan)) continue;
      const owner = ownerOf(item)?.split('/')[1];
      if (kind === 'highlight' && owner !== undefined && !hasRow(db, 'source', owner)) continue;
      this.keepLoser(plan);
      const values = valuesOf(plan);
      if (Object.keys(values).length > 0) {
        write({ id: item.id, values, changedAt: changedAt(plan, this.plan.noting) });
        if (status === 'new') this.counts.added += 1;
        else this.counts.changed += 1;
        if (kind === 'source') this.touched.add(item.id);
        if (owner !== undefined && 'passages' in values) this.touched.add(owner);
      }
      const isThere = wasThere || Object.keys(values).length > 0;
      // A summary that was left out is none, but nobody has said so.
      const summary = item.parts['summary']?.value;
      const lacks = typeof summary === 'string' && !hasRow(db, 'note', summary);
      this.learn(
        plan,
        (part) =>
          (isThere || part === 'life') &&
          !isPlacePart(item, part) &&
          !(part === 'summary' && lacks),
      );
    }
  }

  /** Of a text that was changed in both, the one that is not taken stays as a version. */
  private keepLoser({ compared: { item }, choice, decisions }: Planned): void {
    const { db } = this.notebook;
    const { kind, id } = item;
    const part = versionedPart(item);
    const decision = decisions.find((one) => one.part === part);
    if (
      part === undefined ||
      decision?.loser === undefined ||
      !hasRow(db, kind as WrittenKind, id)
    ) {
      return;
    }
    const here = currentItem(db, kind, id)?.parts[part];
    const lost = decision.loser === 'here' ? here : item.parts[part]?.value;
    const seen =
      decision.loser === 'here' ? unitsOf(db, kind, id).get(part)?.seen : item.parts[part]?.seen;
    if (!isWorthKeeping(lost)) return;
    const version = {
      id: idFrom(id, hashOf(lost)),
      createdAt: isoOf(lastChange(seen ?? {}).time, this.plan.noting.now),
    };
    if (kind === 'note') {
      const { title, body } = lost as { title: string; body: RichText };
      if (choice === 'both') this.makeBeside(id, { title, body });
      writeNoteVersion(db, { ...version, noteId: id, title, body });
    } else {
      writeCommentVersion(db, { ...version, highlightId: id, body: lost as RichText });
    }
    this.counts.kept += 1;
  }

  /** Makes the bundle's text of a note another note, which stands after it. */
  private makeBeside(noteId: string, text: { title: string; body: RichText }): void {
    const { db, deps } = this.notebook;
    const { author } = this.plan.bundle.description.from;
    const id = deps.newId();
    const at = deps.now().toISOString();
    const title = `${text.title} (${author === '' ? 'from the bundle' : author})`.trim();
    const values = { made: { createdAt: at }, text: { ...text, title } };
    writeNote(db, deps, { id, values, changedAt: at }, this.spell);
    this.beside.set(noteId, id);
    this.counts.added += 1;
  }

  private writeRevisions(): void {
    const { db } = this.notebook;
    for (const { compared } of this.of('revision')) {
      const { id, parts } = compared.item;
      const { source, createdAt } = parts['made']?.value as { source: string; createdAt: string };
      const text = this.texts.get(id);
      if (text === undefined || hasFixed(db, 'revision', id) || !hasRow(db, 'source', source))
        continue;
      writeRevision(db, { id, sourceId: source, createdAt, ...text });
      this.touched.add(source);
    }
  }

  private writeLost(): void {
    const { db } = this.notebook;
    for (const { compared } of this.of('note-version')) {
      const { id, parts } = compared.item;
      const { note, ...text } = parts['made']?.value as {
        note: string;
        title: string;
        body: RichText;
        createdAt: string;
      };
      if (hasRow(db, 'note', note)) writeNoteVersion(db, { id, noteId: note, ...text });
    }
    for (const { compared } of this.of('comment-version')) {
      const { id, parts } = compared.item;
      const { highlight, ...text } = parts['made']?.value as {
        highlight: string;
        body: RichText;
        createdAt: string;
      };
      if (hasRow(db, 'highlight', highlight)) {
        writeCommentVersion(db, { id, highlightId: highlight, ...text });
      }
    }
  }

  private writePlaces(plan: Planned): void {
    const { db, deps } = this.notebook;
    const { item } = plan.compared;
    if (!hasRow(db, 'case', item.id)) return;
    const units = unitsOf(db, 'case', item.id);
    const keys = new Map<string, string>();
    for (const { kind, id } of outlineOf(db, item.id)) {
      const part = `${kind}:${id}`;
      keys.set(part, units.get(part)?.value ?? '');
    }
    for (const { part, take } of plan.decisions) {
      const value = item.parts[part]?.value;
      if (!take || !isPlacePart(item, part)) continue;
      if (typeof value === 'string') keys.set(part, value);
      else keys.delete(part);
    }
    const isThere = (part: string) => {
      const [kind, id] = part.split(':') as ['source' | 'note', string];
      return hasRow(db, kind, id);
    };
    const places = [...keys]
      .filter(([part]) => isThere(part))
      .map(([id, key]) => ({ id, key }))
      .sort(byKey)
      .flatMap(({ id: part }): Place[] => {
        const [kind, id] = part.split(':') as ['source' | 'note', string];
        const other = kind === 'note' ? this.beside.get(id) : undefined;
        return [{ kind, id }, ...(other === undefined ? [] : [{ kind, id: other }])];
      });
    writeOutline(db, deps, item.id, places);
    this.learn(
      plan,
      (part) => isPlacePart(item, part) && (item.parts[part]?.value === null || isThere(part)),
    );
  }

  /** Puts passages of other revisions into the present text, as a revision of the source does. */
  private anchor(): number {
    let review = 0;
    for (const id of this.touched) {
      if (!hasRow(this.notebook.db, 'source', id)) continue;
      renumberRevisions(this.notebook.db, id);
      const { revisionId, document } = currentTextOf(this.notebook.db, id);
      const counts = anchorAll(
        this.notebook,
        id,
        revisionId,
        document,
        (passage) => passage.revisionId !== revisionId,
      );
      review += counts.review ?? 0;
    }
    return review;
  }

  /** Does all of it; gives the number of passages that wait for review. */
  run(): number {
    const { db, deps } = this.notebook;
    const { bundle, noting } = this.plan;
    this.counts.overruled = [...this.plan.plans.values()].filter(overrules).length;
    for (const [id, author] of Object.entries(bundle.description.libraries)) {
      if (id !== noting.library && author !== '') putAuthor(db, id, author);
    }
    this.write('source', (one) => writeSource(db, deps, one, this.spell));
    this.writeRevisions();
    this.write('note', (one) => writeNote(db, deps, one, this.spell));
    this.write('highlight', (one) => writeHighlight(db, deps, one, this.spell));
    this.writeLost();
    this.write('case', (one) => writeCase(db, deps, one));
    const { citationStyle } = readCaseCiting(db, bundle.description.case.id);
    if (citationStyle === this.style?.id) this.style?.keep();
    this.of('case').forEach((plan) => this.writePlaces(plan));
    const review = this.anchor();
    dropUnusedTags(db);
    noteChanges(db, comparableItems(bundle), noting);
    return review;
  }
}

/** Puts the files of a bundle into the library's, before any record speaks of them. */
function keepFiles({ db, deps, paths }: Notebook, bundle: Bundle): void {
  for (const { sha256, name, mediaType, content } of bundle.files.values()) {
    storeBytes(paths.files, content);
    recordFile(db, deps, { sha256, name, mediaType, bytes: content.length });
  }
  for (const item of bundle.items.values()) {
    const original = item.kind === 'source' ? item.parts['original']?.value : undefined;
    if (typeof original !== 'string' || bundle.files.has(original)) continue;
    // The source says which file it was read from, though the bundle is without it.
    const described = bundle.description.files.find(({ sha256 }) => sha256 === original);
    recordFile(db, deps, {
      sha256: original,
      name: described?.name ?? 'original',
      mediaType: described?.mediaType ?? 'application/octet-stream',
      bytes: described?.bytes ?? 0,
    });
  }
}

/** The texts of revisions that the library has not, in all the forms that are stored. */
function textsOf({ db }: Notebook, bundle: Bundle): Map<string, RevisionText> {
  const texts = new Map<string, RevisionText>();
  for (const item of bundle.items.values()) {
    if (item.kind !== 'revision' || sourceOfRevision(db, item.id) !== undefined) continue;
    const made = item.parts['made']?.value as { document: string; language: string | null };
    const document = bundle.documents.get(made.document);
    if (document !== undefined)
      texts.set(item.id, revisionText(document, made.language ?? undefined));
  }
  return texts;
}

/**
 * Imports a bundle as one step of the history; no step when nothing is new. `style` is that of
 * `styleOf`.
 *
 * @returns what was done, in numbers
 */
export function applyBundle(
  notebook: Notebook,
  bundle: Bundle,
  wish: BundleWish,
  style: BundledCiting | undefined,
): BundleReport {
  const { db, step } = notebook;
  const plan = planBundle(notebook, bundle, wish);
  const { id: caseId, title } = bundle.description.case;
  const report = { caseId, title, problems: bundle.problems };
  const nothingNew = !changesAnything(plan);
  // Also then something may be learned: that both have come to the same by themselves.
  if (!nothingNew) keepFiles(notebook, bundle);
  const application = new Application(
    notebook,
    plan,
    nothingNew ? new Map() : textsOf(notebook, bundle),
    nothingNew ? undefined : style,
  );
  const work = () => application.run();
  const review =
    step === undefined || nothingNew ? inTransaction(db, work) : recordInto(db, step, work, true);
  return { ...report, nothingNew, ...application.counts, review };
}
