import { Square, SquareCheck } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { Block, DocumentLayout, ListItem, TableCell } from '../../shared/document.ts';
import { ROUTES } from '../../shared/routes.ts';
import { spansIn, type SpanIndex } from '../../shared/segments.ts';
import { LeafText, type Painting } from './leaf-text.tsx';
import styles from './document.module.css';

interface Context {
  layout: DocumentLayout;
  index: SpanIndex;
  painting: Painting;
}

type LeafElement =
  'p' | 'pre' | 'td' | 'th' | 'figcaption' | 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';

interface LeafViewProps extends Context {
  owner: Block | TableCell;
  as: LeafElement;
  className?: string | undefined;
  scope?: string | undefined;
}

/** One leaf: what text is found in, counted in, and stepped through with the arrow keys. */
export function LeafView({ owner, as: Element, className, scope, ...context }: LeafViewProps) {
  const leaf = context.layout.leafOf.get(owner);
  if (leaf === undefined) return <Element className={className} />;
  return (
    <Element
      className={[styles.leaf, className].filter(Boolean).join(' ')}
      data-start={leaf.start}
      data-length={leaf.end - leaf.start}
      data-paragraph={leaf.paragraph}
      dir="auto"
      tabIndex={-1}
      {...(scope === undefined ? {} : { scope })}
    >
      <LeafText
        leaf={leaf}
        spans={spansIn(context.index, leaf.start, leaf.end)}
        painting={context.painting}
      />
    </Element>
  );
}

function ItemView({ item, ...context }: Context & { item: ListItem }) {
  const blocks = item.blocks.map((block, index) => (
    <BlockContent key={index} block={block} {...context} />
  ));
  if (item.checked === undefined) return <li>{blocks}</li>;
  const Box = item.checked ? SquareCheck : Square;
  return (
    <li className={styles.check}>
      <span className={styles.box} data-aside="">
        <Box aria-hidden="true" />
        <span className="visually-hidden">{item.checked ? 'done: ' : 'to do: '}</span>
      </span>
      <div>{blocks}</div>
    </li>
  );
}

/** Headings of the text come under the source's title, so a first level is an h2. */
const HEADINGS = ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'] as const;

function BlockContent({ block, ...context }: Context & { block: Block }): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return <LeafView owner={block} as="p" {...context} />;
    case 'heading':
      return (
        <LeafView
          owner={block}
          as={HEADINGS[block.level - 1] ?? 'h6'}
          className={styles[`heading${Math.min(block.level, 4)}`]}
          {...context}
        />
      );
    case 'code':
    case 'math':
      return <LeafView owner={block} as="pre" className={styles.code} {...context} />;
    case 'quote':
      return (
        <blockquote className={styles.quote}>
          {block.blocks.map((child, index) => (
            <BlockContent key={index} block={child} {...context} />
          ))}
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <ItemView key={index} item={item} {...context} />
      ));
      return block.ordered ? (
        <ol className={styles.ordered} start={block.start}>
          {items}
        </ol>
      ) : (
        <ul className={styles.bulleted}>{items}</ul>
      );
    }
    case 'table':
      return (
        <div className={styles.tableFrame}>
          <table className={styles.table}>
            <tbody>
              {block.rows.map((row, at) => (
                <tr key={at}>
                  {row.cells.map((cell, index) => (
                    <LeafView
                      key={index}
                      owner={cell}
                      as={cell.header ? 'th' : 'td'}
                      scope={cell.header ? (at === 0 ? 'col' : 'row') : undefined}
                      {...context}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'figure':
      return (
        <figure className={styles.figure}>
          <img src={ROUTES.file(block.file)} alt={block.alt} loading="lazy" />
          {block.caption.length > 0 && (
            <LeafView owner={block} as="figcaption" className={styles.caption} {...context} />
          )}
        </figure>
      );
    case 'rule':
      return <hr className={styles.rule} />;
    case 'page-break':
      return (
        <div
          className={styles.pageBreak}
          role="separator"
          aria-label={`Page ${block.label}`}
          data-aside=""
          data-label={`Page ${block.label}`}
        />
      );
  }
}

interface BlockViewProps extends Context {
  block: Block;
  /** Says in one string how the block is painted: the block is drawn anew only when it changes. */
  signature: string;
}

/** A block of the outermost level. */
export const BlockView = memo(
  function BlockView({ block, layout, index, painting }: BlockViewProps) {
    return (
      <div className={styles.block} data-block="">
        <BlockContent block={block} layout={layout} index={index} painting={painting} />
      </div>
    );
  },
  (before, after) => before.block === after.block && before.signature === after.signature,
);
