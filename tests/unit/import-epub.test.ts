import { describe, expect, test } from 'vitest';
import { readSource, readSources } from '../../core/import/index.ts';
import { layoutDocument } from '../../shared/document.ts';
import { epub, png, type EpubParts } from './office-files.ts';

async function read(parts: EpubParts) {
  return readSource({ name: 'book.epub', bytes: epub(parts) });
}

describe('text', () => {
  test('chapters in reading order; the table of contents names those without a heading', async () => {
    const nav =
      '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li><a href="b.xhtml">Part</a><ol><li><a href="a.xhtml#top">Deeper</a></li></ol></li><li><a href="c.xhtml">Own</a></li></ol></nav></body></html>';
    const { document } = await read({
      chapters: {
        'b.xhtml': '<p>first</p>',
        'a.xhtml': '<p>Deeper</p><p>second</p>',
        'c.xhtml': '<h2>Its own</h2><p>third</p>',
      },
      items:
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>',
      files: { 'OPS/nav.xhtml': nav },
    });
    expect(
      document.blocks.map((block) =>
        block.type === 'heading' || block.type === 'paragraph'
          ? `${block.type === 'heading' ? block.level : '-'} ${block.runs[0]?.text ?? ''}`
          : block.type,
      ),
    ).toEqual(['1 Part', '- first', '2 Deeper', '- second', '2 Its own', '- third']);
  });

  const ncx =
    '<!DOCTYPE ncx PUBLIC "x" "http://www.daisy.org/z.dtd"><ncx xmlns="n"><navMap><navPoint><navLabel><text>Chapter One</text></navLabel><content src="a.xhtml"/><navPoint><navLabel><text>Inner</text></navLabel><content src="b.xhtml"/></navPoint></navPoint><navPoint><navLabel><text>Chapter Two</text></navLabel><content src="c.xhtml"/></navPoint></navMap></ncx>';
  const parts: EpubParts = {
    chapters: {
      'front.xhtml': '<p>To my cat</p>',
      'a.xhtml': '<p>one</p>',
      'b.xhtml': '<p>two</p>',
      'c.xhtml': '<p>three</p>',
    },
    metadata:
      '<dc:title>The Book</dc:title><dc:creator opf:file-as="Bell, Ada" opf:role="aut">Ada Bell</dc:creator>',
    items: '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
    spine: 'toc="ncx"',
    files: { 'OPS/toc.ncx': ncx },
  };

  test('a source for each chapter, when asked for', async () => {
    const sources = await readSources({ name: 'book.epub', bytes: epub(parts) }, { split: true });
    expect(
      sources.map(({ csl, document }) => [csl.type, csl.title, layoutDocument(document).text]),
    ).toEqual([
      ['chapter', 'book', 'To my cat'],
      ['chapter', 'Chapter One', 'one\n\nInner\n\ntwo'],
      ['chapter', 'Chapter Two', 'three'],
    ]);
    expect(sources[1]?.csl).toMatchObject({
      'container-title': 'The Book',
      author: [{ family: 'Bell', given: 'Ada' }],
    });
    expect((await read(parts)).csl).toMatchObject({ type: 'book', title: 'The Book' });
  });

  test('XHTML is read as such: tags that close themselves, sections of characters, marks of notes', async () => {
    const { document } = await read({
      chapters: {
        'a.xhtml':
          '<?xml version="1.0" encoding="iso-8859-1"?><html><head><title/><script src="x.js"/></head><body><div id="a"/><p>one<a id="x"/> two<br/>three</p><p><![CDATA[1 < 2]]><a epub:type="noteref" href="#n">4</a></p></body></html>',
      },
    });
    expect(document.blocks).toEqual([
      { type: 'paragraph', runs: [{ text: 'one two\nthree' }] },
      { type: 'paragraph', runs: [{ text: '1 < 2' }, { text: '4', marks: ['sup'] }] },
    ]);
  });

  test('pictures of the book, found from the folder of their chapter; no others', async () => {
    const source = await read({
      chapters: {
        'text/a.xhtml':
          '<p>a</p><p><img src="../images/a.png" alt="Grey"/></p><p><img src="http://a.example/b.png" alt=""/><img src="../../../etc/passwd"/></p>',
      },
      files: { 'OPS/images/a.png': png(200, 100) },
    });
    expect(source.files).toHaveLength(1);
    expect(source.document.blocks).toContainEqual({
      ...{ type: 'figure', alt: 'Grey', caption: [] },
      file: source.files?.[0]?.sha256,
    });
  });

  test('a chapter that is missing or damaged does not take the others with it', async () => {
    const source = await read({
      chapters: { 'a.xhtml': '<p>here</p>', 'b.xhtml': '<p>there</p>' },
      items: '<item id="c0" href="gone.xhtml" media-type="application/xhtml+xml"/>',
    });
    expect(layoutDocument(source.document).text).toBe('there');
    expect(source.warnings).toEqual(['The chapter “OPS/gone.xhtml” is not in the file.']);
  });
});

describe('what a book says about itself', () => {
  test('EPUB 3: refined titles, roles and names', async () => {
    const { csl, tags, language } = await read({
      chapters: { 'a.xhtml': '<p>x</p>' },
      metadata:
        '<dc:title id="s">A Study</dc:title><dc:title id="m">Of Tides</dc:title><meta refines="#m" property="title-type">main</meta><meta refines="#s" property="title-type">subtitle</meta>' +
        '<dc:creator id="c">Ada van der Bell</dc:creator><meta refines="#c" property="file-as">van der Bell, Ada</meta><meta refines="#c" property="role">aut</meta>' +
        '<dc:contributor id="t">Curie, Marie</dc:contributor><meta refines="#t" property="role">trl</meta>' +
        '<dc:identifier>urn:uuid:1-2</dc:identifier><dc:identifier>urn:isbn:978-0-306-40615-7</dc:identifier><dc:language>en-gb</dc:language><dc:publisher>Quay</dc:publisher><dc:date>2014-05</dc:date><dc:subject>Sea</dc:subject>',
    });
    expect(csl).toMatchObject({
      ...{ type: 'book', title: 'Of Tides: A Study', publisher: 'Quay', ISBN: '9780306406157' },
      author: [{ given: 'Ada' }],
      translator: [{ family: 'Curie', given: 'Marie' }],
      issued: { 'date-parts': [[2014, 5]] },
    });
    expect(tags).toEqual(['Sea']);
    expect(language).toBe('en-GB');
  });

  test('EPUB 2: the date of publication, an ISBN whose digits are right', async () => {
    const facts = async (metadata: string) =>
      (await read({ chapters: { 'a.xhtml': '<p>x</p>' }, metadata })).csl;
    expect(
      await facts(
        '<dc:title>T</dc:title><dc:date opf:event="modification">2020-01-02</dc:date><dc:date opf:event="publication">1899</dc:date><dc:identifier opf:scheme="ISBN">0-306-40615-2</dc:identifier>',
      ),
    ).toMatchObject({ issued: { 'date-parts': [[1899]] }, ISBN: '0306406152' });
    expect(
      await facts(
        '<dc:date>0101-01-01T00:00:00+00:00</dc:date><dc:identifier>9780306406158</dc:identifier>',
      ),
    ).toEqual({ type: 'book', title: 'book' });
  });
});

test('fonts may be disguised; a text that is locked is refused', async () => {
  const encryption = (algorithm: string, path: string) =>
    `<encryption xmlns="e"><EncryptedData><EncryptionMethod Algorithm="${algorithm}"/><CipherData><CipherReference URI="${path}"/></CipherData></EncryptedData></encryption>`;
  const book = (xml: string) =>
    read({ chapters: { 'a.xhtml': '<p>x</p>' }, files: { 'META-INF/encryption.xml': xml } });
  const fonts = await book(encryption('http://www.idpf.org/2008/embedding', 'OPS/a.otf'));
  expect(layoutDocument(fonts.document).text).toBe('x');
  await expect(
    book(encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc', 'OPS/a.xhtml')),
  ).rejects.toThrow(/“book\.epub” is locked by its shop \(DRM\)/);
});
