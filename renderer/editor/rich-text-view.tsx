import { Fragment, type ReactNode } from 'react';
import { isAllowedHref } from '../../shared/links.ts';
import type { Block, ListItem, Mark, Run } from '../../shared/document.ts';
import { passageOf, richTextToBlocks, type RichText } from '../../shared/rich-text.ts';
import { ROUTES } from '../../shared/routes.ts';
import { PassageView } from './features/passage/passage-view.tsx';
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

function RunView({ run }: { run: Run }) {
  const marked = (run.marks ?? []).reduce<ReactNode>(
    (children, mark) => WRAPPERS[mark](children),
    lines(run.text),
  );
  if (run.href === undefined || !isAllowedHref(run.href)) return marked;
  return (
    <a href={run.href} target="_blank" rel="noreferrer noopener">
      {marked}
    </a>
  );
}

/** Runs of text with their marks and links. */
export function RunsView({ runs }: { runs: readonly Run[] }) {
  return runs.map((run, index) => <RunView key={index} run={run} />);
}

interface BlocksViewProps {
  blocks: readonly Block[];
  /** Added to every heading's level, so that headings fit under those of the screen. */
  headingOffset?: number;
}

function HeadingView({ level, runs }: { level: number; runs: readonly Run[] }) {
  const Tag = `h${Math.min(6, Math.max(1, level))}` as 'h1';
  return (
    <Tag>
      <RunsView runs={runs} />
    </Tag>
  );
}

function ItemView({ item, headingOffset }: { item: ListItem; headingOffset: number }) {
  const content = <BlocksView blocks={item.blocks} headingOffset={headingOffset} />;
  if (item.checked === undefined) return <li>{content}</li>;
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
  if (list.ordered) return <ol start={list.start ?? 1}>{items}</ol>;
  const isCheckList = list.items.some((item) => item.checked !== undefined);
  return <ul className={isCheckList ? prose.checklist : undefined}>{items}</ul>;
}

function TableView({ table }: { table: Extract<Block, { type: 'table' }> }) {
  return (
    <div className={prose.tableFrame}>
      <table>
        <tbody>
          {table.rows.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.cells.map((cell, index) => {
                const Tag = cell.header ? 'th' : 'td';
                return (
                  <Tag key={index}>
                    <RunsView runs={cell.runs} />
                  </Tag>
                );
              })}
            </tr>
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
        <p>
          <RunsView runs={block.runs} />
        </p>
      );
    case 'heading':
      return <HeadingView level={block.level + headingOffset} runs={block.runs} />;
    case 'quote':
      return (
        <blockquote>
          <BlocksView blocks={block.blocks} headingOffset={headingOffset} />
        </blockquote>
      );
    case 'list':
      return <ListView list={block} headingOffset={headingOffset} />;
    case 'code':
      return (
        <pre tabIndex={0} aria-label={`Code${block.language ? `, ${block.language}` : ''}`}>
          <code>{block.text}</code>
        </pre>
      );
    case 'math':
      return <pre>{block.tex}</pre>;
    case 'table':
      return <TableView table={block} />;
    case 'figure':
      return (
        <figure>
          <img src={ROUTES.file(block.file)} alt={block.alt} />
          {block.caption.length > 0 && (
            <figcaption>
              <RunsView runs={block.caption} />
            </figcaption>
          )}
        </figure>
      );
    case 'rule':
      return <hr />;
    case 'page-break':
      return null;
  }
}

/** Blocks of a document or a note, read-only; put it in an element with the prose class. */
export function BlocksView({ blocks, headingOffset = 0 }: BlocksViewProps) {
  return blocks.map((block, index) => (
    <BlockView key={index} block={block} headingOffset={headingOffset} />
  ));
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
  return (
    <div className={`${prose.prose} ${prose[variant]}`}>
      {(body.root.children ?? []).map((node, index) =>
        node.type === 'passage' ? (
          <PassageView key={index} reference={passageOf(node)} />
        ) : (
          <BlocksView
            key={index}
            blocks={richTextToBlocks({ root: { type: 'root', children: [node] } })}
            headingOffset={headingOffset}
          />
        ),
      )}
    </div>
  );
}
