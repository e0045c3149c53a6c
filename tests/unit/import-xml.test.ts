import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  childElement,
  childElements,
  descendants,
  MAX_XML_DEPTH,
  parseXml,
  xmlAttribute,
  xmlText,
  type XmlElement,
} from '../../core/import/xml.ts';
import { Refusal } from '../../shared/result.ts';

const root = (xml: string | Uint8Array) => parseXml(xml, 'a.xml').root;

describe('the tree', () => {
  test('elements, attributes and text by local name and namespace', () => {
    const tree = root(
      '<?xml version="1.0"?><!-- c --><w:a xmlns:w="urn:w" xmlns="urn:d" w:x="1" x="2"><b>é &amp; &#x41;</b>' +
        '<w:b xmlns:w="urn:other"/><![CDATA[<raw>]]><!-- no --> end</w:a>',
    );
    expect(tree).toMatchObject({ name: 'a', uri: 'urn:w' });
    expect(childElements(tree).map(({ name, uri }) => [name, uri])).toEqual([
      ['b', 'urn:d'],
      ['b', 'urn:other'],
    ]);
    expect(xmlAttribute(tree, 'x')).toBe('1');
    expect(xmlAttribute(tree, 'x', '')).toBe('2');
    expect(xmlAttribute(tree, 'x', 'urn:w')).toBe('1');
    expect(xmlText(childElement(tree, 'b'))).toBe('é & A');
    expect(xmlText(tree)).toBe('é & A<raw> end');
    expect(descendants(tree, 'b')).toHaveLength(2);
    expect(childElement(undefined, 'b')).toBeUndefined();
  });

  test('names that objects have of their own are names like others', () => {
    const tree = root('<a constructor="1" __proto__="2"><toString/></a>');
    expect(xmlAttribute(tree, 'constructor')).toBe('1');
    expect(xmlAttribute(tree, 'toString')).toBeUndefined();
    expect(childElement(tree, 'toString')?.name).toBe('toString');
  });

  const declared = (encoding: string, bytes: number[]) =>
    Buffer.concat([
      Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a>`),
      Buffer.from(bytes),
      Buffer.from('</a>'),
    ]);
  test.each([
    ['UTF-8', Buffer.from('<a>žé</a>'), 'žé'],
    ['UTF-8 with a mark', Buffer.from('\ufeff<a>žé</a>'), 'žé'],
    ['UTF-16 with a mark', Buffer.from('\ufeff<a>žé</a>', 'utf16le'), 'žé'],
    ['UTF-16 without', Buffer.from('<a>žé</a>', 'utf16le'), 'žé'],
    ['UTF-16 the other way', Buffer.from('<a>žé</a>', 'utf16le').swap16(), 'žé'],
    ['Latin 2', declared('iso-8859-2', [0xbe, 0xe9]), 'žé'],
    ['Western of Windows', declared('windows-1252', [0x9e, 0xe9]), 'žé'],
    ['Shift_JIS', declared('Shift_JIS', [0x93, 0xfa]), '日'],
    ['an encoding nobody knows', declared('x-none', [0x41]), 'A'],
    ['UTF-16 only by its word', declared('UTF-16', [0x41]), 'A'],
  ])('encoding: %s', (_, bytes, text) => {
    expect(xmlText(root(bytes))).toBe(text);
  });
});

describe('what can’t be trusted', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">${Array.from(
    { length: 30 },
    (_, index) => `<!ENTITY l${index + 1} "&l${index};&l${index};">`,
  ).join('')}]><a>&l30;</a>`;
  test.each([
    ['a billion laughs', laughs, '&l30;'],
    [
      'a file of the disk',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      '&x;',
    ],
    ['an address', '<!DOCTYPE a SYSTEM "http://a.example/a.dtd"><a>&x;</a>', '&x;'],
    [
      'elements in an entity',
      '<!DOCTYPE a [<!ENTITY x "<b>]></b>"><!-- " ]> --><?p ]>?>]><a>t</a>',
      't',
    ],
    [
      'parameter entities',
      '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://a.example/">%p;]><a>t</a>',
      't',
    ],
  ])('%s', (_, xml, text) => {
    const tree = root(xml);
    expect(tree.name).toBe('a');
    expect(xmlText(tree)).toBe(text);
  });

  const nested = (depth: number) => '<a>'.repeat(depth) + 'x' + '</a>'.repeat(depth);
  test.each([
    ['nothing', '', /holds no XML/],
    ['blanks', ' \n', /holds no XML/],
    ['text', 'Dear reader,', /holds no XML/],
    ['NULs', new Uint8Array(1000), /holds no XML/],
    ['a type without end', `<!DOCTYPE a [${'<!ENTITY x "'.repeat(50_000)}`, /holds no XML/],
    ['10,000 levels', nested(10_000), /more than 500 levels/],
    ['levels that never end', '<a>'.repeat(1_000_000), /more than 500 levels/],
    ['too many attributes', `<i a="" b="" c="" d="" e=""/>`.repeat(700_000), /million pieces/],
  ])('%s: refused with a sentence', (_, xml, message) => {
    const wrapped = typeof xml === 'string' && xml.endsWith('/>') ? `<r>${xml}</r>` : xml;
    expect(() => parseXml(wrapped, 'dir/a.xml')).toThrow(message);
    expect(() => parseXml(wrapped, 'dir/a.xml')).toThrow(Refusal);
  });

  test('as deep as is allowed', () => {
    let depth = 1;
    for (let at: XmlElement | undefined = root(nested(MAX_XML_DEPTH)); at !== undefined;) {
      at = childElement(at, 'a');
      if (at !== undefined) depth += 1;
    }
    expect(depth).toBe(MAX_XML_DEPTH);
  });

  test('what is cut off is read as far as it goes, with a warning', () => {
    const { root: tree, warnings } = parseXml('<a><b>one</b><b>tw', 'a.xml');
    expect(childElements(tree, 'b').map(xmlText)).toEqual(['one', 'tw']);
    expect(warnings).toEqual([expect.stringContaining('cut off')]);
    expect(parseXml('<a><b/></a>', 'a.xml').warnings).toEqual([]);
  });

  test('nothing but refusals is thrown, whatever the text', () => {
    const piece = fc.constantFrom(
      ...['<', '>', '/', '<a>', '</a>', '<b ', 'x="', '"', "'", '=', '<!DOCTYPE ', '[', ']', ']]>'],
      ...[
        '<![CDATA[',
        '<!--',
        '-->',
        '<?',
        '?>',
        '&amp;',
        '&#',
        'x0;',
        ';',
        'xmlns:p="u"',
        '<p:c/>',
      ],
      ...['text', '\0', '\ud800'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          expect(root(pieces.join('')).name).toBeTypeOf('string');
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
