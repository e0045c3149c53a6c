import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { citedGroups } from '../../shared/cited-groups.ts';
import { citationLabel, citationText } from '../../shared/citation-label.ts';
import type { LinkTarget } from '../../shared/domain.ts';
import { isAllowedHref } from '../../shared/links.ts';
import type {
  Block,
  Direction,
  ListItem,
  Mark,
  Reference,
  Run,
  TableRow,
} from '../../shared/document.ts';
import { passageOfQuote, type RichText } from '../../shared/rich-text.ts';
import { useCall } from '../api/use-call.ts';
import { paths } from '../shell/paths.ts';
import { useCitedBlocks } from './features/citation/use-cited-blocks.ts';
import { FootnoteMark, WithFootnotes } from './features/footnote/footnote-view.tsx';
import { FormulaView } from './features/formula/formula-view.tsx';
import { PassageView } from './features/passage/passage-view.tsx';
import { PictureView } from './features/picture/picture-view.tsx';
import { goneText } from './features/targets/gone-text.ts';
import { usePlace } from '../shell/use-place.ts';
import prose from './prose.module.css';

type Variant = 'note' | 'annotation';

const WRAPPERS: Record<Mark, (children: ReactNode) => ReactNode> = {
  bold: (children) => <strong>{children}</strong>,
  italic: (children) => <em>{children}</em>,
  underline: (children) => <u className={prose.underline}>{children}</u>,
  strike: (children) => <s className={prose.strike}>{children}</s>,
  code: (children) => <code>{children}</code>,
  sub: (children) => <sub>{children}</sub>,
  sup: (children) => <sup>{children}</sup>,
};

function lines(text: string): ReactNode {
  return text.split('\n').map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}

function inMarks({ marks = [] }: Run, text: string): ReactNode {
  return marks.reduce<ReactNode>((children, mark) => WRAPPERS[mark](children), lines(text));
}

/** How a link or a citation reads by what it leads to; its own words until that is known. */
function wordsNow({ text, cite }: Run, target: LinkTarget | undefined): string {
  // Words that a style has set are up to date.
  if (cite?.label !== undefined || target === undefined || target.title === '') return text;
  if (cite === undefined) return target.title;
  return citationText(citationLabel(target.title, target.csl), cite);
}

/** A link to a note or a source, and a citation, which leads to its source. */
function ReferenceView({ run, to }: { run: Run; to: Reference }) {
  const { caseId } = usePlace();
  const { kind, id } = to;
  const look = run.cite === undefined ? prose.reference : prose.citation;
  const target = useCall('notes.targets', { targets: [to] }).data?.[0];
  const words = inMarks(run, wordsNow(run, target) || `Untitled ${kind}`);
  if (target !== undefined && target.state !== 'there') {
    const state = target.state === 'trash' ? 'in the trash' : 'gone';
    return (
      <span className={look} data-broken={state} title={goneText(target)}>
        {words}
      </span>
    );
  }
  const path = kind === 'note' ? paths.note(id, { caseId }) : paths.source(id, { caseId });
  return (
    <Link to={path} className={look}>
      {words}
    </Link>
  );
}

function RunView({ run }: { run: Run }) {
  if (run.footnote !== undefined) return <FootnoteMark run={run} />;
  if (run.math === true) return <FormulaView tex={run.text} />;
  if (run.to !== undefined) return <ReferenceView run={run} to={run.to} />;
  if (run.cite !== undefined) {
    return <ReferenceView run={run} to={{ kind: 'source', id: run.cite.sourceId }} />;
  }
  const marked = inMarks(run, run.text);
  if (run.href === undefined || !isAllowedHref(run.href)) return marked;
  return (
    <a href={run.href} target="_blank" rel="noreferrer noopener">
      {marked}
    </a>
  );
}

/** Runs of text with their marks and links. */
export function RunsView({ runs }: { runs: readonly Run[] }) {
  return citedGroups(runs).map((group, index) => {
    const views = group.map((run, at) => <RunView key={at} run={run} />);
    const [{ to, cite } = {}] = group;
    // “(2020, p. 7)” reads so in a Hebrew line, too.
    if (to === undefined && cite === undefined) return <Fragment key={index}>{views}</Fragment>;
    return <bdi key={index}>{views}</bdi>;
  });
}

interface BlocksViewProps {
  blocks: readonly Block[];
  /** Added to every heading's level, so that headings fit under those of the screen. */
  headingOffset?: number;
}

interface HeadingViewProps {
  level: number;
  runs: readonly Run[];
  dir: Direction | undefined;
}

function HeadingView({ level, runs, dir }: HeadingViewProps) {
  const Tag = `h${Math.min(6, Math.max(1, level))}` as 'h1';
  return (
    <Tag dir={dir ?? 'auto'}>
      <RunsView runs={runs} />
    </Tag>
  );
}

function ItemView({ item, headingOffset }: { item: ListItem; headingOffset: number }) {
  const content = <Blocks blocks={item.blocks} headingOffset={headingOffset} />;
  if (item.checked === undefined) return <li data-plain="">{content}</li>;
  return (
    <li className={`${prose.checkItem} ${item.checked ? prose.checked : ''}`}>
      <span className="visually-hidden">{item.checked ? 'Done: ' : 'Not done: '}</span>
      {content}
    </li>
  );
}

function ListView({
  list,
  headingOffset,
}: {
  list: Extract<Block, { type: 'list' }>;
  headingOffset: number;
}) {
  const items = list.items.map((item, index) => (
    <ItemView key={index} item={item} headingOffset={headingOffset} />
  ));
  const isCheckList = list.items.some((item) => item.checked !== undefined);
  const className = isCheckList ? prose.checklist : undefined;
  if (!list.ordered) return <ul className={className}>{items}</ul>;
  return (
    <ol className={className} start={list.start ?? 1} data-numbered={isCheckList ? '' : undefined}>
      {items}
    </ol>
  );
}

function RowView({ row, heads }: { row: TableRow; heads: 'col' | 'row' }) {
  return (
    <tr>
      {row.cells.map((cell, index) =>
        cell.header ? (
          <th key={index} scope={heads}>
            <RunsView runs={cell.runs} />
          </th>
        ) : (
          <td key={index}>
            <RunsView runs={cell.runs} />
          </td>
        ),
      )}
    </tr>
  );
}

function TableView({ table }: { table: Extract<Block, { type: 'table' }> }) {
  const [first, ...others] = table.rows;
  const head = first?.cells.every((cell) => cell.header) === true ? first : undefined;
  const body = head === undefined ? table.rows : others;
  return (
    <div className={prose.tableFrame} tabIndex={0} role="group" aria-label="Table">
      <table>
        {head !== undefined && (
          <thead>
            <RowView row={head} heads="col" />
          </thead>
        )}
        <tbody>
          {body.map((row, index) => (
            <RowView key={index} row={row} heads="row" />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BlockView({ block, headingOffset }: { block: Block; headingOffset: number }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p dir={block.dir ?? 'auto'}>
          <RunsView runs={block.runs} />
        </p>
      );
    case 'heading':
      return <HeadingView level={block.level + headingOffset} runs={block.runs} dir={block.dir} />;
    case 'quote': {
      const passage = passageOfQuote(block);
      if (passage !== undefined) return <PassageView reference={passage} />;
      return (
        <blockquote>
          <Blocks blocks={block.blocks} headingOffset={headingOffset} />
        </blockquote>
      );
    }
    case 'list':
      return <ListView list={block} headingOffset={headingOffset} />;
    case 'code':
      return (
        <pre tabIndex={0} aria-label={`Code${block.language ? `, ${block.language}` : ''}`}>
          <code>{block.text}</code>
        </pre>
      );
    case 'math':
      return <FormulaView tex={block.tex} display />;
    case 'table':
      return <TableView table={block} />;
    case 'figure':
      return (
        <PictureView
          file={block.file}
          alt={block.alt}
          width={block.width}
          caption={block.caption.length === 0 ? undefined : <RunsView runs={block.caption} />}
        />
      );
    case 'rule':
      return <hr />;
    case 'page-break':
      return null;
  }
}

function Blocks({ blocks, headingOffset = 0 }: BlocksViewProps) {
  return blocks.map((block, index) => (
    <BlockView key={index} block={block} headingOffset={headingOffset} />
  ));
}

/** A footnote's own blocks; it has no headings of the text around it. */
const renderFootnote = (blocks: readonly Block[]) => <Blocks blocks={blocks} headingOffset={6} />;

/** Blocks of a document or a note, read-only; put it in an element with the prose class. */
export function BlocksView({ blocks, headingOffset = 0 }: BlocksViewProps) {
  return (
    <WithFootnotes blocks={blocks} renderBlocks={renderFootnote}>
      <Blocks blocks={blocks} headingOffset={headingOffset} />
    </WithFootnotes>
  );
}

interface RichTextViewProps {
  body: RichText;
  /** How large and in which face; as in an annotation when absent. */
  variant?: Variant;
  headingOffset?: number;
}

/** A note or an annotation, read-only and without an editor; passages lead to their sources. */
export function RichTextView(props: RichTextViewProps) {
  const { body, variant = 'annotation', headingOffset = 0 } = props;
  const blocks = useCitedBlocks(body);
  return (
    <div className={`${prose.prose} ${prose[variant]}`}>
      <BlocksView blocks={blocks} headingOffset={headingOffset} />
    </div>
  );
}
