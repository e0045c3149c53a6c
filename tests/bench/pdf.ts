import type { Browser } from '@playwright/test';
import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { assembleCase, type CaseDocument } from '../../core/export/case-document.ts';
import { picturesIn } from '../../core/export/document-tools.ts';
import { findFontFolders } from '../../core/export/fonts.ts';
import { writeHtml } from '../../core/export/html/html-case.ts';
import { typesetPdf } from '../../core/export/pdf.ts';
import { finished, openDoor, temporaryFolder } from '../contract/open.ts';
import { CONTEXT, options } from '../fixtures/export/parts.ts';
import { largeCase } from '../fixtures/export/samples.ts';
import { compete, report } from './measure.ts';
import { peakOfChildren } from './memory.ts';
import { BARE_PAGE, CHROMIUM } from './window.ts';

const RESOURCES = resolve(import.meta.dirname, '../../resources');

/** The preloaded case to PDF: from the call to the finished file. */
async function benchPreloaded(browser: Browser): Promise<void> {
  const folder = await temporaryFolder();
  const door = await openDoor(folder.path);
  const [file] = await door.call('cases.list', {});
  const page = await browser.newPage();
  await page.setContent(BARE_PAGE);
  await compete({
    name: 'PDF of the preloaded case, every part',
    casebook: async () => {
      const job = await door.call('exports.create', { caseId: file?.id ?? '', format: 'pdf' });
      await finished(door, job.id);
    },
    baseline: {
      name: "Chromium's printToPDF of the bare article, twice for page numbers",
      run: async () => {
        await page.pdf({ format: 'A4' });
        await page.pdf({ format: 'A4' });
      },
    },
    runs: 9,
  });
  await page.close();
  await door.library.close();
  await folder.dispose();
}

function resolved(sources: number): CaseDocument {
  return assembleCase(largeCase(sources), options(), CONTEXT);
}

/**
 * Typesets a document: how long until its bytes are there, and its pages. What the compiler
 * remembers is given back after that, as in the program, so that every run begins without it.
 */
async function typeset(document: CaseDocument): Promise<{ ms: number; pages: number }> {
  const { ms, value } = await timed(() =>
    typesetPdf(document, {
      pdfFolder: resolve(RESOURCES, 'pdf'),
      fontFolders: findFontFolders(),
    }),
  );
  value.forget();
  return { ms, pages: value.pages };
}

/** Milliseconds that work takes, and what it gives. */
async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

/** A case file of so many sources, four highlights with comments in each, against a browser. */
async function benchAgainstChromium(sources: number): Promise<void> {
  const document = resolved(sources);
  const html = writeHtml(resolved(sources), {
    picture: picturesIn(RESOURCES),
    resourcesFolder: RESOURCES,
    report: () => {},
  });
  const folder = await temporaryFolder();
  const [bare, file] = ['bare.html', 'case.html'].map((name) => join(folder.path, name));
  writeFileSync(bare ?? '', BARE_PAGE);
  writeFileSync(file ?? '', html);
  const own = await typeset(document);
  const print = async () => {
    await printWithChromium(file ?? '');
    await printWithChromium(file ?? '');
  };
  const twice = await timed(print);
  const start = await timed(() => printWithChromium(bare ?? ''));
  const other = { ms: twice.ms - 2 * start.ms };
  const what = `${sources} sources, ${sources * 4} comments, ${own.pages} pages`;
  const name = 'Chromium printing the same case to PDF, twice for page numbers, less its start';
  report(`PDF: ${what}`, own.ms, name, other.ms, own.ms / other.ms);
  await reportMemory(sources, print);
  await folder.dispose();
}

/**
 * Has a browser of its own print a page: asked through its protocol, one that runs already fails at
 * hundreds of pages.
 */
async function printWithChromium(file: string): Promise<void> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const to = `--print-to-pdf=${file}.pdf`;
  await promisify(execFile)(CHROMIUM, ['--headless', '--disable-gpu', ...sandbox, to, file]);
}

/** The most memory of a process that does nothing else, beside that of the browser as it prints. */
async function reportMemory(sources: number, print: () => Promise<void>): Promise<void> {
  if (process.platform !== 'linux') return;
  const other = await peakOfChildren(print);
  const alone = resolve(import.meta.dirname, 'pdf-alone.ts');
  const own = Number(
    execFileSync(process.execPath, [alone, String(sources)], { encoding: 'utf8' }),
  );
  const row = `PDF: most memory, ${sources} sources`.padEnd(44);
  console.log(
    `${row}${own.toFixed(0)} MB   ${(own / other).toFixed(2)} x  the browser's processes (${other.toFixed(0)} MB)`,
  );
}

/** What a page costs in small case files and in large ones. */
async function benchCostPerPage(): Promise<void> {
  const costs: string[] = [];
  for (const sources of [10, 100, 1000]) {
    const document = resolved(sources);
    const { ms, pages } = await typeset(document);
    costs.push(`${(ms / pages).toFixed(1)} ms at ${pages} pages`);
  }
  console.log(`${'PDF: what a page costs'.padEnd(44)}${costs.join(', ')}`);
}

/** PDFs of case files of all sizes. */
export async function benchPdf(browser: Browser): Promise<void> {
  await benchPreloaded(browser);
  for (const sources of [12, 200]) await benchAgainstChromium(sources);
  await benchCostPerPage();
}
