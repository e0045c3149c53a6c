/** Bundles that are damaged, cut off, foreign, newer or made to do harm. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchive } from '../../core/import/archive.ts';
import type { Description } from '../../core/bundle/description.ts';
import { zipOf, type ZipEntry } from '../../shared/zip.ts';
import { bundleOf, openPeer, preview, take, type Peer } from './bundle-libraries.ts';

let anna: Peer;
let boris: Peer;
let carol: Peer;
let sound: Uint8Array;

beforeAll(async () => {
  anna = await openPeer('Anna');
  boris = await openPeer();
  carol = await openPeer();
  const [file] = await anna.call('cases.list', {});
  sound = await bundleOf(anna, file?.id ?? '');
});

afterAll(async () => {
  await anna.dispose();
  await boris.dispose();
  await carol.dispose();
});

function entriesOf(bytes: Uint8Array): ZipEntry[] {
  const archive = openArchive(bytes, 'x.casebook');
  return archive.entries.map(({ path }) => ({
    path,
    bytes: archive.read(path) ?? new Uint8Array(),
  }));
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The bundle with an entry changed, or taken out; the manifest agrees unless it is to lie. */
function withEntry(
  pattern: RegExp,
  change: (bytes: Uint8Array) => Uint8Array | undefined,
  agrees = true,
): Uint8Array {
  const entries = entriesOf(sound).flatMap(({ path, bytes }) => {
    if (!pattern.test(path)) return [{ path, bytes }];
    const changed = change(bytes);
    return changed === undefined ? [] : [{ path, bytes: changed }];
  });
  if (agrees) {
    const manifest = entries.find(({ path }) => path === 'manifest-sha256.txt');
    const lines = entries
      .filter(({ path }) => path !== 'mimetype' && path !== 'manifest-sha256.txt')
      .map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`);
    if (manifest !== undefined) manifest.bytes = bytesOf(lines.join(''));
  }
  return zipOf(entries);
}

/** The bundle with a changed description. */
function described(change: (description: Description) => unknown): Uint8Array {
  return withEntry(/^case\.json$/, (bytes) => {
    const description = JSON.parse(new TextDecoder().decode(bytes)) as Description;
    return bytesOf(JSON.stringify(change(description) ?? description));
  });
}

const item = (description: Description, kind: string) => {
  const found = description.items.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`There is no ${kind}.`);
  return found;
};

const OWN_STYLE = 'https://styles.example/own';

/** A small style of the researcher's, as its file says. */
const styleXml = (id = OWN_STYLE) => `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Own</title><id>${id}</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="{" suffix="}"><text variable="title"/></layout></citation>
</style>`;

/** The bundle of a case file set in an added style, which is there with this CSL or missing. */
const styled = (xml?: string) =>
  described((one) => {
    item(one, 'case').parts['citing:style'] = [OWN_STYLE, 0];
    return xml === undefined ? one : { ...one, style: { id: OWN_STYLE, title: 'Own', xml } };
  });

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('what is refused whole', () => {
  const cases: Array<[string, () => Uint8Array, RegExp]> = [
    ['nothing', () => new Uint8Array(), /no bundle/],
    ['a text', () => bytesOf('Dear reader'), /no bundle/],
    ['half of one', () => sound.subarray(0, sound.length >> 1), /damaged|end is missing/],
    [
      'all but its last bytes',
      () => sound.subarray(0, sound.length - 30),
      /damaged|end is missing/,
    ],
    ['another archive', () => zipOf([{ path: 'a.txt', bytes: bytesOf('a') }]), /no bundle/],
    [
      'one without its manifest',
      () => withEntry(/^manifest/, () => undefined, false),
      /list of its parts/,
    ],
    [
      'a description that was changed',
      () =>
        withEntry(/^case\.json$/, (bytes) => bytesOf(`${new TextDecoder().decode(bytes)} `), false),
      /not what was written/,
    ],
    ['a newer one', () => described((one) => ({ ...one, version: 2 })), /newer Casebook/],
    ['another format', () => described((one) => ({ ...one, format: 'other' })), /does not fit/],
    ['no JSON', () => withEntry(/^case\.json$/, () => bytesOf('{')), /does not fit/],
    [
      'JSON without end',
      () => withEntry(/^case\.json$/, () => bytesOf(deep(100_000))),
      /does not fit/,
    ],
    [
      'an id that is none',
      () => described((one) => ({ ...one, case: { id: '../x', title: '' } })),
      /does not fit/,
    ],
    [
      'a time after all times',
      () => described((one) => ({ ...one, seen: [{ [one.from.library]: 1e15 }] })),
      /does not fit/,
    ],
    [
      'no case file',
      () =>
        described((one) => ({ ...one, items: one.items.filter(({ kind }) => kind !== 'case') })),
      /case file itself/,
    ],
  ];
  test.each(cases)('%s', async (_, make, sentence) => {
    const before = await boris.call('library.info', {});
    const upload = await boris.upload('x.casebook', make());
    const reply = await boris.ask('bundles.import', { upload });
    expect(reply.ok).toBe(false);
    if (!reply.ok) expect(reply.error.message).toMatch(sentence);
    expect(await boris.call('library.info', {})).toEqual(before);
  });
});

describe('what is read as far as it is sound', () => {
  const cases: Array<[string, () => Uint8Array, RegExp]> = [
    [
      'a file that is another',
      () => withEntry(/^files\//, () => bytesOf('other'), false),
      /not what was written and was left out/,
    ],
    [
      'a file that is missing',
      () => withEntry(/^files\//, () => undefined),
      /is missing and was left out/,
    ],
    [
      'a text that is damaged',
      () => withEntry(/^texts\//, () => bytesOf('{}')),
      /text is missing or damaged/,
    ],
    [
      'a text that is missing',
      () => withEntry(/^texts\//, () => undefined),
      /text is missing or damaged/,
    ],
    [
      'a kind from the future',
      () =>
        described((one) => ({
          ...one,
          items: [...one.items, { kind: 'dream', id: one.case.id, parts: {} }],
        })),
      /does not know/,
    ],
    [
      'a label that is none',
      () => described((one) => void (item(one, 'highlight').parts['label'] = ['mauve', 0])),
      /its label does not fit/,
    ],
    [
      'a passage of another text',
      () =>
        described((one) => {
          const [passages, seen] = item(one, 'highlight').parts['passages'] ?? [[], 0];
          const moved = (passages as object[]).map((passage) => ({ ...passage, start: 3, end: 9 }));
          item(one, 'highlight').parts['passages'] = [moved, seen];
        }),
      /other words than its text/,
    ],
    [
      'a note that is too deep',
      () =>
        described((one) => {
          let node: object = { type: 'text', text: 'x' };
          for (let level = 0; level < 120; level += 1) node = { type: 'quote', children: [node] };
          const body = { root: { type: 'root', children: [node] } };
          item(one, 'note').parts['text'] = [{ title: 'Deep', body }, 0];
        }),
      /its text does not fit/,
    ],
    [
      'a script in a link',
      () =>
        described((one) => {
          const link = { type: 'link', url: 'javascript:alert(1)', children: [] };
          const body = { root: { type: 'root', children: [link] } };
          item(one, 'note').parts['text'] = [{ title: 'Link', body }, 0];
        }),
      /Links may be http/,
    ],
  ];
  test.each(cases)('%s', async (_, make, sentence) => {
    const seen = await preview(boris, make());
    expect(seen.problems.join('\n')).toMatch(sentence);
    await take(carol, make());
    const { problems } = await carol.call('library.check', {});
    // Of an original that did not come along, the check tells.
    expect(problems.filter((problem) => !problem.startsWith('The original'))).toEqual([]);
  });

  test.each([
    ['is missing', undefined, /style “https:.*own” was left out: it is not in the bundle/],
    ['is cut off', styleXml().slice(0, 200), /style “Own” was left out: /],
    ['can’t be used', styleXml().replace('variable="title"', 'macro="none"'), /a macro “none”/],
    ['is another', styleXml('https://styles.example/x'), /another one than it says/],
  ])('a citation style that %s', async (_, xml, sentence) => {
    const dora = await openPeer();
    const bytes = styled(xml);
    expect((await preview(dora, bytes)).problems.join('\n')).toMatch(sentence);
    const { caseId, problems } = await take(dora, bytes);
    expect(problems.join('\n')).toMatch(sentence);
    expect((await dora.call('citations.styles', {})).filter(({ added }) => added)).toEqual([]);
    // The case file is cited in the usual style until somebody adds the one it names.
    const { style, entries } = await dora.call('citations.bibliography', { of: { caseId } });
    expect([style, entries.length]).toEqual(['apa', 1]);
    expect((await dora.call('cases.get', { id: caseId })).citationStyle).toBe(OWN_STYLE);
    await dora.dispose();
  });

  test('an unknown part of an item is set aside, the rest of it comes in', async () => {
    const bytes = described((one) => void (item(one, 'note').parts['mood'] = ['glad', 0]));
    expect((await preview(boris, bytes)).problems).toEqual([]);
  });
});
