/** One import session as the library's thread holds it, and as the contract shows it. */
import type { Csl } from '../../shared/csl.ts';
import type {
  ImportDecision,
  ImportDuplicate,
  ImportItem,
  ImportOptions,
  ImportOutcome,
  ImportSession,
  ImportStanding,
  ImportState,
  PageChoice,
} from '../../shared/imports.ts';
import { whyNoSource } from '../../shared/vault-part.ts';
import type { Failure } from '../../shared/result.ts';
import type { Identifier } from '../duplicates/identifiers.ts';
import type { SpooledPicture, SpooledSource } from '../import/read-job.ts';
import { comparePaths } from './drop.ts';

/** One file of a drop. */
export interface DropFile {
  number: number;
  /** In the drop. */
  path: string;
  /** Where its bytes are. */
  disk: string;
  bytes: number;
  /** How many archives it is in. */
  depth: number;
  /** Asked for this file by a person. */
  page?: PageChoice | undefined;
  encoding?: string | undefined;
  /** What came out of it, or will: at least one item, unless it is an archive or part of another. */
  items: Item[];
  /** Read, or failed. */
  done: boolean;
  /** To be read once more, in another way, when the present reading ends. */
  again?: boolean | undefined;
  sha256?: string | undefined;
  /** The record of a reference list whose text it is. */
  record?: Item | undefined;
}

export interface Item {
  key: string;
  /** Where its original is; of a record, the file with its text when that came too. */
  file: DropFile;
  /** The path that is shown. */
  path: string;
  standing: ImportStanding;
  kind: string;
  csl: Csl;
  /** What a person changed in the metadata, kept when the file is read again. */
  edits: Record<string, unknown>;
  tags: string[];
  /** Tags that a person set, in place of the file's. */
  tagged: boolean;
  spool?: { file: string; source: SpooledSource } | undefined;
  /** The whole drop's file holds this one source only. */
  alone: boolean;
  identifiers: Identifier[];
  attachments: string[];
  /** Of a reference whose text came in another file: what its list says. */
  own?: SpooledSource | undefined;
  failure?: Failure | undefined;
  duplicate?: ImportDuplicate | undefined;
  decision: ImportDecision;
  /** A person took the decision. */
  decided: boolean;
  /** The id that the source will have, once links to it have been made. */
  plannedId?: string | undefined;
  sourceId?: string | undefined;
}

/** What is being added, and where to. */
export interface Adding {
  /** All when undefined. */
  keys: Set<string> | undefined;
  caseId: string | undefined;
  newCase: { title: string; question: string } | undefined;
  tags: readonly string[];
}

export interface Session {
  id: string;
  folder: string;
  caseId: string | undefined;
  options: ImportOptions;
  files: DropFile[];
  /** Items by their keys. */
  items: Map<string, Item>;
  ignored: number;
  reading: boolean;
  adding: Adding | undefined;
  ended: 'done' | 'cancelled' | undefined;
  /** The step of the history that all of it belongs to, once there is one, and what is in it. */
  step: { id: number; added: number; revised: number; first: string | undefined } | undefined;
  abort: AbortController;
  outcome: Omit<ImportOutcome, 'text' | 'failed'>;
  /** By their paths, once all archives were opened. */
  byPath: Map<string, DropFile>;
  /** Files that became parts of other sources, by their paths. */
  used: Set<string>;
  /** Files in the order of their paths, until new ones come. */
  order: DropFile[] | undefined;
  /** Sentences on what was left out of archives. */
  warnings: string[];
  /** What is under way; awaited before the session's folder goes. */
  work: Promise<unknown>[];
  /** The first file is what was pasted: its kind, its title, and where it is from. */
  paste?: { html: boolean; title: string | undefined; url: string | undefined } | undefined;
}

/** Says what a session is doing. */
export function stateOf({ ended, adding, reading }: Session): ImportState {
  if (ended !== undefined) return ended;
  if (adding !== undefined) return 'adding';
  return reading ? 'reading' : 'ready';
}

/** The items in the order of their paths, and within a file in its order. */
export function sortedItems(session: Session): Item[] {
  session.order ??= session.files.toSorted(
    (one, other) => comparePaths(one.path, other.path) || one.number - other.number,
  );
  return session.order.flatMap(({ items }) => items);
}

/** A session as the contract has it. */
export function sessionView(session: Session): ImportSession {
  const { id, caseId, options, files, items, ignored, outcome, warnings } = session;
  const standings: ImportSession['standings'] = {};
  const decisions: ImportSession['decisions'] = {};
  for (const { standing, decision } of items.values()) {
    standings[standing] = (standings[standing] ?? 0) + 1;
    if (standing === 'ready') decisions[decision] = (decisions[decision] ?? 0) + 1;
  }
  return {
    id,
    state: stateOf(session),
    ...(caseId === undefined ? {} : { caseId }),
    total: files.length,
    read: files.filter(({ done }) => done).length,
    added: outcome.added.length + outcome.revised.length,
    items: items.size,
    standings,
    decisions,
    ignored,
    warnings,
    ...(session.step === undefined ? {} : { step: session.step.id }),
    options,
  };
}

/** The pictures of an item, in the spool folder. */
export function picturesOf(item: Item): SpooledPicture[] {
  return item.spool?.source.pictures ?? [];
}

/** An item as the contract has it. */
export function itemView(session: Session, item: Item): ImportItem {
  const source = item.spool?.source;
  const page = item.file.page ?? session.options.page;
  return {
    key: item.key,
    file: item.path,
    standing: item.standing,
    kind: item.kind,
    csl: item.csl,
    title: item.csl.title ?? item.path,
    words: source?.words ?? 0,
    paragraphs: source?.paragraphs ?? 0,
    pictures: source?.pictures.length ?? 0,
    ...(source?.language === undefined ? {} : { language: source.language }),
    ...(source?.record === undefined ? {} : { record: true }),
    ...(item.attachments.length === 0 ? {} : { attachments: item.attachments }),
    warnings: [whyNoSource(source?.part) ?? [], source?.warnings ?? []].flat(),
    ...(item.failure === undefined ? {} : { failure: item.failure }),
    ...(source?.encoding === undefined ? {} : { encoding: source.encoding }),
    ...(source?.mediaType === 'text/html' ? { page } : {}),
    ...(item.duplicate === undefined ? {} : { duplicate: item.duplicate }),
    decision: item.decision,
    tags: item.tags,
    excerpt: source?.excerpt ?? '',
    ...(item.sourceId === undefined ? {} : { sourceId: item.sourceId }),
  };
}
