/** Typesets a case file of so many sources and nothing else: a process to be measured. */
import { resolve } from 'node:path';
import { assembleCase } from '../../core/export/case-document.ts';
import { findFontFolders } from '../../core/export/fonts.ts';
import { typesetPdf } from '../../core/export/pdf.ts';
import { CONTEXT, options } from '../fixtures/export/parts.ts';
import { largeCase } from '../fixtures/export/samples.ts';

typesetPdf(assembleCase(largeCase(Number(process.argv[2])), options(), CONTEXT), {
  pdfFolder: resolve(import.meta.dirname, '../../resources/pdf'),
  fontFolders: findFontFolders(),
});
console.log(process.resourceUsage().maxRSS / 1024);
