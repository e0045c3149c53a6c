import { $createCodeNode } from '@lexical/code';
import { buildEditorFromExtensions } from '@lexical/extension';
import { $createLinkNode } from '@lexical/link';
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  type LexicalEditorWithDispose,
} from 'lexical';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editorExtension } from '../../renderer/editor/extension.ts';
import { INSERT_PASSAGE_COMMAND } from '../../renderer/editor/features/passage/passage-extension.ts';
import { passagesIn } from '../../renderer/notes/passages-in.ts';
import { MARKS, type Block, type Run } from '../../shared/document.ts';
import {
  blocksToRichText,
  richTextSchema,
  richTextToBlocks,
  textToRichText,
  type RichText,
  type RichTextNode,
} from '../../shared/rich-text.ts';

function open(initial: RichText): LexicalEditorWithDispose {
  return buildEditorFromExtensions(
    editorExtension({
      initial,
      onError: (error) => {
        throw error;
      },
    }),
  );
}

function stored(editor: LexicalEditorWithDispose): RichText {
  // A read brings updates to an end that are still waiting for their turn.
  editor.read(() => undefined);
  return richTextSchema.parse(JSON.parse(JSON.stringify(editor.getEditorState())));
}

/** The text as the editor gives it back after it was opened. */
function throughEditor(richText: RichText): RichText {
  const editor = open(richText);
  try {
    return stored(editor);
  } finally {
    editor.dispose();
  }
}

const PASSAGE = {
  sourceId: '0190a0f0-0000-7000-8000-000000000001',
  highlightId: '0190a0f0-0000-7000-8000-000000000002',
  exact: 'over 1,000 North Korean soldiers',
  title: 'North Korean Soldiers in Russia',
  paragraph: 4,
};

function node(type: string, fields: Partial<RichTextNode> = {}): RichTextNode {
  return { type, version: 1, ...fields };
}

const CELL = { headerState: 1, colSpan: 1, rowSpan: 1, backgroundColor: null };
const TABLE = node('table', {
  children: [
    node('tablerow', {
      children: [
        node('tablecell', {
          ...CELL,
          children: [node('paragraph', { children: [node('text', { text: 'Period' })] })],
        }),
      ],
    }),
  ],
});

/** A smallest example of every type that may be stored, in a place where it belongs. */
const EXAMPLES: Record<string, RichTextNode> = {
  paragraph: node('paragraph', { children: [] }),
  heading: node('heading', { tag: 'h2', children: [node('text', { text: 'H' })] }),
  quote: node('quote', { children: [node('text', { text: 'Q' })] }),
  list: node('list', { listType: 'bullet', children: [node('listitem', { children: [] })] }),
  'item-blocks': node('list', {
    listType: 'number',
    children: [
      node('listitem', {
        children: [
          node('item-blocks', {
            children: [
              node('paragraph', { children: [node('text', { text: 'I' })] }),
              node('code', { children: [node('text', { text: 'x' })] }),
            ],
          }),
        ],
      }),
    ],
  }),
  listitem: node('list', { listType: 'check', children: [node('listitem', { checked: true })] }),
  code: node('code', { language: 'r', children: [node('text', { text: 'x <- 1' })] }),
  citation: node('paragraph', {
    children: [
      node('citation', {
        sourceId: PASSAGE.sourceId,
        label: 'Kim 2024',
        locatorKind: 'page',
        locator: '4',
      }),
    ],
  }),
  reference: node('paragraph', {
    children: [node('reference', { kind: 'note', id: PASSAGE.sourceId, title: 'N' })],
  }),
  'code-highlight': node('code', { children: [node('code-highlight', { text: 'x' })] }),
  text: node('paragraph', { children: [node('text', { text: 'T', format: 127 })] }),
  tab: node('paragraph', { children: [node('tab', { text: '\t' })] }),
  linebreak: node('paragraph', { children: [node('linebreak')] }),
  link: node('paragraph', {
    children: [
      node('link', { url: 'https://example.org/', children: [node('text', { text: 'L' })] }),
    ],
  }),
  autolink: node('paragraph', {
    children: [
      node('autolink', {
        url: 'https://example.org/',
        children: [node('text', { text: 'https://example.org/' })],
      }),
    ],
  }),
  passage: node('passage', PASSAGE),
  horizontalrule: node('horizontalrule'),
  table: TABLE,
  tablerow: TABLE,
  tablecell: TABLE,
  picture: node('picture', {
    file: 'a'.repeat(64),
    alt: 'A map',
    caption: 'The front in January',
    width: 60,
  }),
  formula: node('paragraph', { children: [node('formula', { tex: 'x^2' })] }),
  'formula-block': node('formula-block', { tex: '\\sum_i x_i' }),
  footnote: node('paragraph', {
    children: [node('text', { text: 'T' }), node('footnote', { content: textToRichText('Note.') })],
  }),
};

function root(...children: RichTextNode[]): RichText {
  return { root: node('root', { children }) };
}

describe('the stored form and the editor', () => {
  test.each(Object.entries(EXAMPLES))('a stored %s comes back as it was', (type, example) => {
    const richText = root(example);
    expect(richTextSchema.safeParse(richText).success).toBe(true);
    const back = throughEditor(richText);
    expect(JSON.stringify(back)).toContain(`"type":"${type}"`);
    expect(richTextToBlocks(back)).toEqual(richTextToBlocks(richText));
  });

  test('every type that the editor can make may be stored', () => {
    const editor = open(textToRichText(''));
    // "artificial" exists only while Lexical takes pasted HTML apart.
    const types = [...editor._nodes.keys()].filter((type) => type !== 'artificial');
    for (const type of types) {
      const richText = root(...(type === 'root' ? [] : [EXAMPLES[type] ?? node(type)]));
      expect([type, richTextSchema.safeParse(richText).success]).toEqual([type, true]);
    }
    expect(types.sort()).toEqual(['root', ...Object.keys(EXAMPLES)].sort());
  });

  test('a type that nobody knows is refused, not dropped', () => {
    expect(() => open(root(node('hologram')))).toThrow();
  });

  test('a passage keeps its reference', () => {
    const back = throughEditor(root(node('passage', PASSAGE)));
    expect(passagesIn(back)).toEqual([PASSAGE]);
  });
});

const word = fc.constantFrom(
  'two dozen',
  'Курск',
  '병사',
  'שלום',
  '👩‍🔬',
  'é',
  'a',
  ' and ',
  '1,000',
);
const run: fc.Arbitrary<Run> = fc
  .record({
    text: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('')),
    marks: fc.uniqueArray(fc.constantFrom(...MARKS), { maxLength: 3 }),
    href: fc.option(fc.constantFrom('https://example.org/a', 'mailto:a@example.org'), {
      nil: undefined,
    }),
  })
  .map(({ text, marks, href }) => ({
    text,
    ...(marks.length > 0 ? { marks: MARKS.filter((mark) => marks.includes(mark)) } : {}),
    ...(href === undefined ? {} : { href }),
  }));
/** Neighbours that look the same are one run, in the editor as in a document. */
const runs = fc.array(run, { minLength: 1, maxLength: 4 }).map((all) =>
  all.filter((each, index) => {
    const looks = ({ marks, href }: Run) => JSON.stringify([marks, href]);
    const before = all[index - 1];
    return before === undefined || looks(before) !== looks(each);
  }),
);
const paragraph = runs.map((own): Block => ({ type: 'paragraph', runs: own }));

const list: fc.Arbitrary<Block> = fc.letrec<{ list: Block }>((tie) => ({
  list: fc
    .record({
      kind: fc.constantFrom('ordered', 'bullet', 'check'),
      start: fc.constantFrom(1, 1, 7),
      items: fc.array(
        fc.record({
          line: paragraph,
          checked: fc.boolean(),
          nested: fc.option(tie('list'), { nil: undefined, maxDepth: 3, depthIdentifier: 'list' }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ kind, start, items }): Block => ({
      type: 'list',
      ordered: kind === 'ordered',
      ...(kind === 'ordered' && start !== 1 ? { start } : {}),
      items: items.map(({ line, checked, nested }) => ({
        ...(kind === 'check' ? { checked } : {}),
        blocks: nested === undefined ? [line] : [line, nested],
      })),
    })),
})).list;

const leaf: fc.Arbitrary<Block> = fc.oneof(
  paragraph,
  list,
  fc.record({ level: fc.integer({ min: 1, max: 6 }), own: runs }).map(({ level, own }): Block => ({
    type: 'heading',
    level,
    runs: own,
  })),
  fc.constantFrom<Block>(
    { type: 'code', text: 'a\n\tb', language: 'python' },
    { type: 'code', text: 'plain' },
    { type: 'rule' },
  ),
);

/** Two lists of a kind that follow each other are one list, as in Markdown. */
const blocksOf = (block: fc.Arbitrary<Block>, maxLength: number) =>
  fc
    .array(block, { minLength: 1, maxLength })
    .map((all) =>
      all.filter((each, index) => each.type !== 'list' || all[index - 1]?.type !== 'list'),
    );

/** Quotations and list items of several blocks, in each other. */
function nested(depth: number): fc.Arbitrary<Block> {
  if (depth === 0) return leaf;
  const inner = blocksOf(nested(depth - 1), 3);
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: inner.map((own): Block => ({ type: 'quote', blocks: own })) },
    {
      weight: 1,
      arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }).map((all): Block => ({
        type: 'list',
        ordered: true,
        items: all.map((own) => ({ blocks: own })),
      })),
    },
  );
}

const blocks = blocksOf(nested(3), 6);

describe('blocks and the editor', () => {
  test('what blocks say survives the way into the editor and out of it', () => {
    fc.assert(
      fc.property(blocks, (all) => {
        const richText = blocksToRichText(all);
        expect(richTextSchema.safeParse(richText).success).toBe(true);
        expect(richTextToBlocks(throughEditor(richText))).toEqual(richTextToBlocks(richText));
      }),
      { numRuns: 150 },
    );
  });

  test('opening a text does not change it', () => {
    fc.assert(
      fc.property(blocks, (all) => {
        const once = throughEditor(blocksToRichText(all));
        expect(throughEditor(once)).toEqual(once);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what gets into the editor', () => {
  const edit = (change: () => void, initial = textToRichText('Start')): RichText => {
    const editor = open(initial);
    editor.update(change, { discrete: true });
    const after = stored(editor);
    editor.dispose();
    return after;
  };

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    '/relative',
    '',
  ])('a link to %j loses the link and keeps its words', (url) => {
    const after = edit(() => {
      $getRoot().append(
        $createParagraphNode().append($createLinkNode(url).append($createTextNode('words'))),
      );
    });
    expect(JSON.stringify(after)).not.toContain('"link"');
    expect(richTextToBlocks(after).at(-1)).toEqual({
      type: 'paragraph',
      runs: [{ text: 'words' }],
    });
  });

  test('a link that may be kept loses what it would open in', () => {
    const after = edit(() => {
      const link = $createLinkNode('https://example.org/', {
        target: '_top',
        title: 'x',
        rel: null,
      });
      $getRoot().append($createParagraphNode().append(link.append($createTextNode('words'))));
    });
    expect(JSON.stringify(after)).toContain(
      '"rel":"noreferrer","target":null,"title":null,"url":"https://example.org/"',
    );
  });

  test('styles, colours, alignment and indents are dropped, meaning is kept', () => {
    const after = edit(() => {
      const text = $createTextNode('words').setStyle('color: red').setFormat('highlight');
      text.toggleFormat('bold');
      const paragraph = $createParagraphNode().setFormat('right').setIndent(3);
      $getRoot().append(paragraph.append(text));
    });
    expect(JSON.stringify(after)).not.toMatch(/red|right|"indent":3/);
    expect(richTextToBlocks(after).at(-1)).toEqual({
      type: 'paragraph',
      runs: [{ text: 'words', marks: ['bold'] }],
    });
  });

  test('code has no bold in it', () => {
    const after = edit(() => {
      $getRoot().append($createCodeNode().append($createTextNode('x').setFormat('bold')));
    });
    expect(JSON.stringify(after)).toContain('"format":0,"mode":"normal","style":"","text":"x"');
  });
});

describe('typing', () => {
  /** Types into the last block, one character at a time, as the editor hears it. */
  const typed = (text: string): LexicalEditorWithDispose => {
    const editor = open(textToRichText(''));
    editor.update(() => $getRoot().selectEnd(), { discrete: true });
    for (const character of text) {
      editor.update(
        () => {
          const selection = $getRoot().getLastDescendant()?.selectEnd() ?? $getRoot().selectEnd();
          selection.insertText(character);
        },
        { discrete: true },
      );
    }
    return editor;
  };
  const blocksAfter = (text: string) => {
    const editor = typed(text);
    const after = richTextToBlocks(stored(editor));
    editor.dispose();
    return after;
  };

  test.each<[string, Block[]]>([
    ['# T', [{ type: 'heading', level: 1, runs: [{ text: 'T' }] }]],
    ['### T', [{ type: 'heading', level: 3, runs: [{ text: 'T' }] }]],
    ['> q', [{ type: 'quote', blocks: [{ type: 'paragraph', runs: [{ text: 'q' }] }] }]],
    [
      '- a',
      [
        {
          type: 'list',
          ordered: false,
          items: [{ blocks: [{ type: 'paragraph', runs: [{ text: 'a' }] }] }],
        },
      ],
    ],
    [
      '7. a',
      [
        {
          type: 'list',
          ordered: true,
          start: 7,
          items: [{ blocks: [{ type: 'paragraph', runs: [{ text: 'a' }] }] }],
        },
      ],
    ],
    [
      '- [x] a',
      [
        {
          type: 'list',
          ordered: false,
          items: [{ checked: true, blocks: [{ type: 'paragraph', runs: [{ text: 'a' }] }] }],
        },
      ],
    ],
    ['a **b**', [{ type: 'paragraph', runs: [{ text: 'a ' }, { text: 'b', marks: ['bold'] }] }]],
    ['*b*', [{ type: 'paragraph', runs: [{ text: 'b', marks: ['italic'] }] }]],
    ['`b`', [{ type: 'paragraph', runs: [{ text: 'b', marks: ['code'] }] }]],
    ['~~b~~', [{ type: 'paragraph', runs: [{ text: 'b', marks: ['strike'] }] }]],
    [
      '[b](example.org)',
      [{ type: 'paragraph', runs: [{ text: 'b', href: 'https://example.org' }] }],
    ],
    ['[b](javascript:x)', [{ type: 'paragraph', runs: [{ text: '[b](javascript:x)' }] }]],
  ])('%s', (text, expected) => {
    expect(blocksAfter(text)).toEqual(expected);
  });

  test('three dashes make a rule and leave a line to write on', () => {
    expect(blocksAfter('--- x')).toEqual([
      { type: 'rule' },
      { type: 'paragraph', runs: [{ text: 'x' }] },
    ]);
  });
});

describe('passages', () => {
  test('go to the end when nothing was selected, with a line to write on after them', () => {
    const editor = open(textToRichText('Before'));
    editor.dispatchCommand(INSERT_PASSAGE_COMMAND, PASSAGE);
    const types = stored(editor).root.children?.map(({ type }) => type);
    expect(types).toEqual(['paragraph', 'passage', 'paragraph']);
    editor.dispose();
  });

  test('take the place of an empty note', () => {
    const editor = open(textToRichText(''));
    editor.dispatchCommand(INSERT_PASSAGE_COMMAND, PASSAGE);
    const types = stored(editor).root.children?.map(({ type }) => type);
    expect(types).toEqual(['passage', 'paragraph']);
    editor.dispose();
  });
});

test('a direction that was chosen is kept in both forms', () => {
  const block = { type: 'paragraph', runs: [{ text: 'abc' }], dir: 'rtl' } as const;
  const heading = { type: 'heading', level: 2, runs: [{ text: 'abc' }], dir: 'ltr' } as const;
  const blocks = [
    { ...block, runs: [...block.runs] },
    { ...heading, runs: [...heading.runs] },
  ];
  expect(richTextToBlocks(throughEditor(blocksToRichText(blocks)))).toEqual(blocks);
});
