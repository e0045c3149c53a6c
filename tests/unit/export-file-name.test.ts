import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileNameOf } from '../../core/export/file-name.ts';

it.each([
  ['North Korean soldiers in Russia', 'North Korean soldiers in Russia.pdf'],
  ['Who says so? A/B: "C" <D> | E*', 'Who says so A B C D E.pdf'],
  ['../../etc/passwd', 'etc passwd.pdf'],
  ['  ...hidden. . ', 'hidden.pdf'],
  ['CON', '_CON.pdf'],
  ['com1.notes', '_com1.notes.pdf'],
  ['console', 'console.pdf'],
  ['한국 병사 😀', '한국 병사 😀.pdf'],
  ['tab\tnew\nline\u0000\u202Egnp', 'tab new line gnp.pdf'],
  ['', 'case-file.pdf'],
  ['///', 'case-file.pdf'],
])('makes of %j the name %j', (title, name) => {
  expect(fileNameOf(title, 'pdf')).toBe(name);
});

it('is a legal name everywhere, whatever the title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
      const name = fileNameOf(title, 'pdf');
      expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}]+\.pdf$/u);
      expect(name).not.toMatch(/^[. ]|[. ]\.pdf$|^(con|nul|aux|prn)\./i);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
    }),
  );
});
