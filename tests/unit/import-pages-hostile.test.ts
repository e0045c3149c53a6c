import { describe, expect, test } from 'vitest';
import { openBinaryPlist } from '../../core/import/binary-plist.ts';
import { readSources, type ReadOptions, type ReadSource } from '../../core/import/index.ts';
import { blockSchema, layoutDocument } from '../../shared/document.ts';
import { Refusal } from '../../shared/result.ts';
import { redRectangle } from '../fixtures/export/pictures.ts';

const PICTURE = Buffer.from(redRectangle('png')).toString('base64');

interface Outcome {
  sources: ReadSource[];
  /** Paths that were asked for beside the file. */
  asked: string[];
}

async function read(
  name: string,
  content: string | Uint8Array,
  options: ReadOptions = {},
): Promise<Outcome> {
  const asked: string[] = [];
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const beside = (path: string): Uint8Array => {
    asked.push(path);
    return redRectangle('png');
  };
  return { sources: await readSources({ name, bytes, beside }, options), asked };
}

function textOf(source: ReadSource | undefined): string {
  return source === undefined ? '' : layoutDocument(source.document).text;
}

/** What must never come out of a page, whatever went in. */
const EVIL = /evil|alert\(|onerror|javascript:|vbscript:|data:|file:|srcdoc|<script/i;

function expectHarmless(sources: readonly ReadSource[]): void {
  for (const { document } of sources) {
    for (const block of document.blocks) blockSchema.parse(block);
    const told = JSON.stringify(document);
    expect(told).not.toMatch(EVIL);
    expect(told).not.toMatch(/"href":"(?!https:|http:|mailto:)/);
    expect(told).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  }
}

const page = (body: string, head = ''): string =>
  `<!doctype html><html><head><title>T</title>${head}</head><body>${body}</body></html>`;

describe('addresses', () => {
  const links: Array<[name: string, href: string]> = [
    ['a tab in the scheme', 'java&Tab;script:evil()'],
    ['a line end in the scheme', 'java&NewLine;script:evil()'],
    ['capitals and entities', '&#74;&#x41;vaScRiPt&colon;evil()'],
    ['a control character before it', '&#1;&#2;javascript:evil()'],
    ['a control character in it', 'java&#1;script:evil()'],
    ['a zero byte in it', 'java\0script:evil()'],
    ['a soft hyphen in it', 'java&shy;script:evil()'],
    ['white space around the colon', 'javascript :evil()'],
    ['a wide colon', 'javascript：evil()'.replace('：', ':')],
    ['a scheme in a scheme', 'feed:javascript:evil()'],
    ['source view', 'view-source:https://evil.example'],
    ['a blob', 'blob:https://evil.example/1'],
    ['data of a page', 'data:text/html;base64,PHNjcmlwdD5ldmlsKCk8L3NjcmlwdD4='],
    ['a file', 'file:///etc/evil'],
    ['a file on a server', '\\\\evil.example\\share'],
    ['a program', 'ms-word:ofe|u|https://evil.example'],
    ['an Android intent', 'intent://evil#Intent;end'],
    ['a filesystem', 'filesystem:https://evil.example/x'],
    ['an address without end', `https://a.example/evil${'a'.repeat(20_000)}`],
  ];
  test.each(links)('a link with %s keeps its text alone', async (_, href) => {
    for (const base of ['', '<base href="https://ok.example/dir/">']) {
      const { sources } = await read(
        'p.html',
        page(`<p>before <a href="${href}">link</a> after</p>`, base),
      );
      expect(textOf(sources[0])).toBe('before link after');
      const told = JSON.stringify(sources[0]?.document);
      expect(told).not.toMatch(/"href"/);
    }
  });

  const pictures: Array<[name: string, src: string]> = [
    ['a file', 'file:///etc/passwd'],
    ['a path from the root', '/etc/passwd'],
    ['a path on another disk', 'C:\\Windows\\win.ini'],
    ['a path on a server', '\\\\evil.example\\share\\a.png'],
    ['a path without a scheme', '//evil.example/a.png'],
    ['a path upwards', '../../../etc/passwd'],
    ['a path down and up again', 'a/../../b.png'],
    ['a path in disguise', '%2e%2e%2f%2e%2e%2fetc%2fpasswd'],
    ['a path in double disguise', '..%5c..%5cetc'],
    ['a root in disguise', '%2fetc%2fpasswd'],
    ['a zero byte', 'a%00.png'],
    ['a scheme of its own', 'evil:a.png'],
    ['an address of the web', 'https://evil.example/a.png'],
    ['a token of ours', 'picture:0'],
  ];
  test.each(pictures)('a picture at %s is not looked for', async (_, src) => {
    const tags = `<img src="${src}" srcset="${src} 2x" data-src="${src}"><picture><source srcset="${src}"><img alt=""></picture>`;
    const { sources, asked } = await read(
      'p.html',
      page(`<p>text</p>${tags}<video poster="${src}"></video><body background="${src}">`),
    );
    expect(asked).toEqual([]);
    expect(sources[0]?.files).toBeUndefined();
    expect(textOf(sources[0])).toBe('text');
  });

  test('a base that is no web address changes nothing', async () => {
    for (const base of ['javascript:evil()//', 'file:///etc/', 'data:text/html,', '//']) {
      const { sources, asked } = await read(
        'p.html',
        page('<p><a href="x">a</a> <img src="b.png"></p>', `<base href="${base}">`),
      );
      expectHarmless(sources);
      expect(asked).toEqual(['b.png']);
    }
  });
});

describe('pages', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>evil()</script></svg>');
  const cases: Array<[name: string, html: string, text: string | RegExp]> = [
    [
      'a drawing as a picture',
      page(`<p>a</p><img width=200 src="data:image/svg+xml;base64,${svg.toString('base64')}">`),
      'a',
    ],
    [
      'a page as a picture',
      page('<p>a</p><img width=200 src="data:image/png,<script>evil()</script>">'),
      'a',
    ],
    [
      'a shadow tree with a script',
      page(
        '<div><template shadowrootmode=open><script>evil()</script><p>a</p><slot></slot></template>b</div>',
      ),
      'a\n\nb',
    ],
    [
      'a shadow tree that holds itself',
      page(
        '<div><template shadowrootmode=open><div><template shadowrootmode=open><slot></slot></template><slot></slot></div></template>a</div>',
      ),
      'a',
    ],
    [
      'a shadow tree with a slot twice',
      page('<div><template shadowrootmode=open><slot></slot><slot></slot></template>a</div>'),
      'a',
    ],
    [
      'a shadow tree shadowed twice',
      page(
        '<div><template shadowrootmode=open>a</template><template shadowrootmode=open>evil</template></div>',
      ),
      'a',
    ],
    [
      'handlers on everything',
      page(
        '<p onclick="evil()"><b onfocus=evil() tabindex=1>a</b></p><details ontoggle=evil() open>b</details>',
      ),
      'a\n\nb',
    ],
    [
      'a frame with its page in it',
      page('a<iframe srcdoc="<script>evil()</script>evil"></iframe>'),
      'a',
    ],
    [
      'frames for browsers without',
      '<html><frameset onload=evil()><frame src="javascript:evil()"><noframes><p>a long story for browsers without frames. '.padEnd(
        400,
        'more words ',
      ) + '</noframes></frameset>',
      /^a long story/,
    ],
    [
      'foreign content that escapes',
      page(
        '<svg><foreignObject><p>evil</p></foreignObject></svg><math><mtext><img src=x onerror=evil()></mtext></math>a',
      ),
      'a',
    ],
    [
      'a form that posts',
      page(
        '<form action=https://evil.example><p>a</p><input name=evil type=image src=evil><button formaction=javascript:evil()>evil</button></form>',
      ),
      'a',
    ],
    [
      'objects and applets',
      page(
        'a<object data="file:///evil"><param value=evil>evil</object><applet code=evil>evil</applet><embed src=evil>',
      ),
      'a',
    ],
    ['a refresh', page('a', '<meta http-equiv=refresh content="0;url=javascript:evil()">'), 'a'],
    [
      'a prefetch',
      page(
        'a',
        '<link rel=prefetch href=https://evil.example><link rel="dns-prefetch preconnect" href=//evil.example>',
      ),
      'a',
    ],
    [
      'styles that load',
      page(
        '<p style="background:url(https://evil.example/x)">a</p><style>@import "//evil.example"</style>',
      ),
      'a',
    ],
    [
      'characters that end the world',
      page('a\u0000\u0008\u000b\u000c\u001b[2J\u007fb'),
      /^a\s*\[2Jb$/,
    ],
    [
      'text that looks like mark-up',
      page('<p>&lt;b&gt;bold&lt;/b&gt; &amp;lt;</p>'),
      '<b>bold</b> &lt;',
    ],
  ];
  test.each(cases)('%s', async (_, html, text) => {
    const { sources, asked } = await read('p.html', html);
    expectHarmless(sources);
    expect(asked).toEqual([]);
    if (typeof text === 'string') expect(textOf(sources[0])).toBe(text);
    else expect(textOf(sources[0])).toMatch(text);
  });

  test('metadata is text, whatever it holds', async () => {
    const ld = JSON.stringify({
      '@type': 'NewsArticle',
      headline: '<img src=x onerror=1>Title\u0000',
      author: [
        { name: { '@type': 'x', __proto__: { name: 'y' } } },
        'javascript:1',
        'https://a.example/me',
      ],
      url: 'javascript:1',
      datePublished: '0000-00-00',
      publisher: { '@id': 'file:///etc' },
    });
    const { sources } = await read(
      'p.html',
      page('<p>a</p>', `<script type="application/ld+json">${ld}</script>`),
    );
    expect(sources[0]?.csl.title).toBe('Title');
    expect(sources[0]?.csl.URL).toBeUndefined();
    expect(sources[0]?.csl.issued).toBeUndefined();
    expect(sources[0]?.csl.publisher).toBeUndefined();
  });

  const many = 60_000;
  test.each<[string, () => string]>([
    ['paragraphs', () => '<p>a'.repeat(many)],
    ['line breaks', () => '<br>a'.repeat(many)],
    ['items', () => `<ul>${'<li>a'.repeat(many)}`],
    ['lists without items', () => `<ul>${'<ul>a</ul>'.repeat(many / 4)}`],
    ['rows', () => `<table>${'<tr><td>a<td>b'.repeat(many / 4)}`],
    [
      'pictures on one line',
      () => '<img src=a.png alt="three words here" width=200>a '.repeat(many / 10),
    ],
    ['links', () => '<a href="https://a.example">a</a> '.repeat(many / 2)],
    ['statements', () => '<meta name=author content=x>'.repeat(many / 4) + 'a'],
    [
      'attributes',
      () => `<p ${Array.from({ length: 20_000 }, (_, index) => `a${index}=1`).join(' ')}>a`,
    ],
    ['shadow trees in each other', () => '<div><template shadowrootmode=open>'.repeat(5000) + 'a'],
    ['comments', () => '<!--x-->'.repeat(many) + 'a'],
  ])('a great many %s', async (_, html) => {
    const { sources } = await read('p.html', `<p>before</p>${html()}`);
    expect(textOf(sources[0])).toMatch(/^before/);
  });

  test('misnested formatting that would make a parser copy without end', async () => {
    const open = Array.from({ length: 3000 }, (_, index) => `<b id=${index}>`).join('');
    const { sources } = await read(
      'p.html',
      `<p>first</p><p>${open}</p>${'<p>a</p>'.repeat(3000)}<p>last</p>`,
    );
    expect(textOf(sources[0])).toMatch(/first[^]*a[^]*last/);
    expect(sources[0]?.warnings.join(' ')).toMatch(/too tangled/);
  });

  test('nesting without end', async () => {
    const { sources } = await read(
      'p.html',
      `<p>first</p>${'<div>'.repeat(100_000)}a${'<p>b'.repeat(100)}`,
    );
    expect(textOf(sources[0])).toMatch(/^first\s+a\s+b/);
  });

  test('no block is nested too deep to be stored', async () => {
    const { sources } = await read('p.html', `${'<ul><li><blockquote>'.repeat(4000)}a`);
    const depth = JSON.stringify(sources[0]?.document).split('"blocks"').length;
    expect(depth).toBeLessThan(100);
    expect(textOf(sources[0])).toBe('a');
  });
});

describe('MHTML', () => {
  const archive = (parts: readonly string[], head = ''): string =>
    [
      `MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary=b\r\n${head}\r\n`,
      ...parts.map((part) => `--b\r\n${part}\r\n`),
      '--b--\r\n',
    ].join('');
  const html = (body: string, location = 'https://a.example/x/'): string =>
    `Content-Type: text/html\r\nContent-Location: ${location}\r\n\r\n${body}`;
  const picture = (location: string): string =>
    `Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: ${location}\r\n\r\n${PICTURE}`;

  test('pictures come from the archive only', async () => {
    const { sources, asked } = await read(
      'p.mhtml',
      archive([
        html('<p>a</p><img src="b.png"><img src="file:///etc/passwd"><img src="c.png">'),
        picture('https://a.example/x/b.png'),
      ]),
    );
    expect(asked).toEqual([]);
    expect(sources[0]?.files).toHaveLength(1);
  });

  test('an address of the disk is not where a page was', async () => {
    const { sources } = await read(
      'p.mhtml',
      archive(
        [html('<p><a href="y">a</a></p>', 'file:///etc/x')],
        'Snapshot-Content-Location: javascript:evil()\r\n',
      ),
    );
    expect(sources[0]?.csl.URL).toBeUndefined();
    expectHarmless(sources);
  });

  test.each<[string, string]>([
    ['frames of itself', archive([html('<p>a</p><iframe src="https://a.example/x/"></iframe>')])],
    [
      'frames only, of itself',
      archive([
        html('<frameset><frame src="https://a.example/x/"></frameset>'),
        html('<p>a</p><iframe src="https://a.example/x/"></iframe>'),
      ]),
    ],
    ['a page cut off', archive([html('<p>a</p><p>b')]).slice(0, -12)],
    [
      'a picture that is a page',
      archive([
        html('<p>a</p><img width=200 src=b.png>'),
        `Content-Type: image/png\r\nContent-Location: https://a.example/x/b.png\r\n\r\n<script>evil()</script>`,
      ]),
    ],
    [
      'base64 that is none',
      archive([
        html('<p>a</p><img width=200 src=b.png>'),
        `Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://a.example/x/b.png\r\n\r\n%%%%====\0\0`,
      ]),
    ],
    [
      'a charset that is none',
      archive(['Content-Type: text/html; charset=x-evil\r\n\r\n<p>a</p>']),
    ],
    ['headers without end', archive([`${'X: y\r\n'.repeat(20_000)}${html('<p>a</p>')}`])],
    ['boundaries all over', archive([html(`<p>a</p>${'\r\n--bb\r\n'.repeat(10_000)}`)])],
  ])('%s', async (_, content) => {
    const { sources, asked } = await read('p.mhtml', content);
    expect(asked).toEqual([]);
    expectHarmless(sources);
    expect(textOf(sources[0])).toMatch(/^a/);
  });

  test('parts within parts without end', async () => {
    const open = Array.from(
      { length: 10_000 },
      (_, index) => `Content-Type: multipart/related; boundary=b${index}\r\n\r\n--b${index}\r\n`,
    );
    await expect(
      read(
        'p.mhtml',
        `MIME-Version: 1.0\r\n${open.join('')}Content-Type: text/html\r\n\r\n<p>a</p>`,
      ),
    ).rejects.toThrow(Refusal);
  });

  test('no page, no source', async () => {
    for (const content of [
      '',
      'MIME-Version: 1.0\r\n\r\n',
      archive([]),
      archive([picture('https://a.example/b.png')]),
      '\0\0\0\0',
    ]) {
      await expect(read('p.mhtml', content)).rejects.toThrow(Refusal);
    }
  });
});

describe('mails', () => {
  const mail = (headers: string, body: string): string =>
    `From: a@a.example\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\n${headers}\r\n\r\n${body}`;

  test('mails in mails without end', async () => {
    const open = Array.from({ length: 1000 }, (_, index) =>
      mail(
        `Subject: ${index}\r\nContent-Type: multipart/mixed; boundary=b${index}`,
        `--b${index}\r\nContent-Type: text/plain\r\n\r\ntext ${index}\r\n--b${index}\r\nContent-Type: message/rfc822\r\n\r\n`,
      ),
    );
    const { sources } = await read('m.eml', open.join(''));
    expect(sources.length).toBeLessThan(20);
    expect(textOf(sources[0])).toBe('text 0');
  });

  test('a great many mails in a mail', async () => {
    const inner = `--b\r\nContent-Type: message/rfc822\r\n\r\n${mail('Subject: x', 'text')}\r\n`;
    const { sources } = await read(
      'm.eml',
      mail('Content-Type: multipart/mixed; boundary=b', `${inner.repeat(6000)}--b--`),
    );
    expect(sources.length).toBeLessThanOrEqual(200);
  });

  test('nothing comes out of headers that is not one line', async () => {
    const { sources } = await read(
      'm.eml',
      mail(
        'Subject: =?utf-8?Q?one=0D=0ABcc:_evil=40a.example=00?= two\r\nTo: =?utf-8?Q?=22_=3Cjavascript=3A1=3E?= <b@b.example>',
        'text',
      ),
    );
    expect(sources[0]?.csl.title).toBe('one Bcc: evil@a.example two');
    expect(JSON.stringify(sources[0]?.csl)).not.toMatch(/\\[rn]|\\u00/);
  });

  test.each<[string, string, RegExp]>([
    [
      'a page with a script',
      mail(
        'Content-Type: text/html',
        '<p>a</p><script>evil()</script><img src="https://evil.example/beacon">',
      ),
      /^a$/,
    ],
    [
      'a picture of the disk',
      mail('Content-Type: text/html', '<p>a</p><img src="file:///etc/passwd"><img src="../x.png">'),
      /^a$/,
    ],
    ['quotation without end', mail('Content-Type: text/plain', `${'>'.repeat(50_000)} a`), /a$/],
    ['one line without end', mail('Content-Type: text/plain', 'a '.repeat(500_000)), /^a a/],
    [
      'quoted-printable that is none',
      mail(
        'Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable',
        'a=\r\nb =ZZ =4',
      ),
      /^ab =ZZ =4$/,
    ],
    ['a charset that is none', mail('Content-Type: text/plain; charset="\\"evil\\""', 'a'), /^a$/],
    [
      'parameters without end',
      mail(`Content-Type: text/plain${'; x*0*=%41'.repeat(5000)}`, 'a'),
      /^a$/,
    ],
    [
      'addresses without end',
      mail(`To: ${'"'.repeat(20_000)}${'<'.repeat(20_000)}${'a,'.repeat(20_000)}`, 'a'),
      /^a$/,
    ],
    [
      'encoded words without end',
      mail(`Subject: ${'=?utf-8?B?YQ==?= '.repeat(5000)}${'=?utf-8?Q?'.repeat(5000)}`, 'a'),
      /^a$/,
    ],
  ])('%s', async (_, content, text) => {
    const { sources, asked } = await read('m.eml', content);
    expect(asked).toEqual([]);
    for (const { document } of sources)
      for (const block of document.blocks) blockSchema.parse(block);
    expect(textOf(sources[0])).toMatch(text);
  });

  test.each<[string, string, RegExp]>([
    [
      'an encrypted mail',
      mail('Content-Type: multipart/encrypted; boundary=b', '--b--'),
      /encrypted mail/,
    ],
    [
      'a mail without text',
      mail('Content-Type: application/pdf; name=a.pdf', 'x'),
      /without text.*“a\.pdf”/,
    ],
    [
      'a mail of a picture alone',
      mail('Content-Type: text/html', `<img src="data:image/png;base64,${PICTURE}">`),
      /without text/,
    ],
    ['no mail', 'just a few words\nand no more\n', /is no mail/],
  ])('%s is refused with a sentence', async (_, content, sentence) => {
    await expect(read('m.eml', content)).rejects.toThrow(sentence);
  });
});

describe('web archives', () => {
  /** A binary property list of objects given as bytes, the first of which is at the top. */
  function plist(
    objects: readonly number[][],
    change: (trailer: Buffer) => void = () => undefined,
  ): Buffer {
    const head = Buffer.from('bplist00');
    const offsets: number[] = [];
    let at = head.length;
    for (const object of objects) {
      offsets.push(at);
      at += object.length;
    }
    const trailer = Buffer.alloc(32);
    trailer[6] = 2;
    trailer[7] = 1;
    trailer.writeBigUInt64BE(BigInt(objects.length), 8);
    trailer.writeBigUInt64BE(0n, 16);
    trailer.writeBigUInt64BE(BigInt(at), 24);
    change(trailer);
    const table = Buffer.from(offsets.flatMap((offset) => [offset >> 8, offset & 255]));
    return Buffer.concat([head, ...objects.map((object) => Buffer.from(object)), table, trailer]);
  }
  const text = (value: string): number[] => [0x5f, 0x10, value.length, ...Buffer.from(value)];
  const itself = plist([[0xd1, 1, 0], text('WebMainResource')]);

  test('a list that holds itself', async () => {
    const top = openBinaryPlist(itself);
    expect(top?.entry('WebMainResource')?.entry('WebMainResource')?.data()).toBeUndefined();
    await expect(read('a.webarchive', itself)).rejects.toThrow(/no web archive with a page in it/);
  });

  test('an array of itself', () => {
    const top = openBinaryPlist(plist([[0xa2, 0, 0]]));
    expect(top?.items()).toHaveLength(2);
    expect(top?.items()[0]?.items()[1]?.text()).toBeUndefined();
  });

  test.each<[string, (trailer: Buffer) => void]>([
    ['a table beyond the file', (trailer) => trailer.writeBigUInt64BE(2n ** 60n, 24)],
    ['more things than there are', (trailer) => trailer.writeBigUInt64BE(2n ** 60n, 8)],
    ['a top that is not there', (trailer) => trailer.writeBigUInt64BE(99n, 16)],
    ['offsets of no size', (trailer) => trailer.fill(0, 6, 8)],
    ['offsets of any size', (trailer) => trailer.fill(255, 6, 8)],
  ])('%s', async (_, change) => {
    const bytes = plist([[0xd1, 1, 0], text('WebMainResource')], change);
    await expect(read('a.webarchive', bytes)).rejects.toThrow(Refusal);
  });

  test('every beginning of a list is refused or read, never worse', async () => {
    for (let length = 8; length < itself.length; length += 1) {
      const part = itself.subarray(0, length);
      await expect(read('a.webarchive', part)).rejects.toThrow(Refusal);
    }
  });
});
