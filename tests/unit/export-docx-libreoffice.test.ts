/** Word documents as LibreOffice reads them: it drops comments whose places it does not like. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { assembleCase } from '../../core/export/case-document.ts';
import { picturesIn } from '../../core/export/document-tools.ts';
import { writeDocx } from '../../core/export/docx/docx-case.ts';
import { commentedIn } from '../../core/export/printed-walk.ts';
import { openArchive } from '../../core/import/archive.ts';
import { descendants, parseXml, xmlAttribute, xmlText } from '../../core/import/xml.ts';
import { CONTEXT, options } from '../fixtures/export/parts.ts';
import { everythingCase } from '../fixtures/export/samples.ts';
import { everyFeature } from './export-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'casebook-libreoffice-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Has LibreOffice write a file anew as OpenDocument text. */
function converted(name: string): void {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const wanted = ['--headless', '--convert-to', 'odt', '--outdir', folder, join(folder, name)];
  execFileSync('soffice', [profile, ...wanted], { stdio: 'ignore', timeout: 120_000 });
}

/** Whether LibreOffice is here and works; its starter may be there without the program. */
function isThere(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const canConvert = isThere();
if (!canConvert) {
  console.log('What LibreOffice makes of Word documents is not tested: soffice is not here.');
}

it.skipIf(!canConvert)(
  'LibreOffice keeps every comment on its words, at the end of a table’s cell too',
  { timeout: 180_000 },
  async () => {
    const tools = { picture: picturesIn(folder), report: () => undefined, resourcesFolder: '' };
    const document = assembleCase(everyFeature(folder), options(), CONTEXT);
    writeFileSync(join(folder, 'case.docx'), await writeDocx(document, tools));
    converted('case.docx');
    const archive = openArchive(readFileSync(join(folder, 'case.odt')), 'case.odt');
    const xml = new TextDecoder().decode(archive.read('content.xml'));
    const { root } = parseXml(xml, 'content.xml');
    const comments = descendants(root, 'annotation');
    const said = comments.map((one) => descendants(one, 'p').map(xmlText).join(' '));
    expect(said.map((text) => text.slice(0, 20))).toEqual([
      'Compare twenty in th',
      'By whom?',
      'Over two blocks.',
      'عشرون؟',
    ]);
    // A comment on words, not on a point, has an end of its own.
    const names = comments.map((one) => xmlAttribute(one, 'name'));
    const ends = descendants(root, 'annotation-end').map((one) => xmlAttribute(one, 'name'));
    expect(ends.toSorted()).toEqual(names.toSorted());
    const [cell] = descendants(root, 'table-cell').filter(
      (one) => descendants(one, 'annotation').length > 0,
    );
    expect(cell && descendants(cell, 'annotation-end')).toHaveLength(1);
  },
);

it.skipIf(!canConvert)(
  'LibreOffice opens a case file of every block, with all its comments',
  { timeout: 180_000 },
  async () => {
    const tools = { picture: picturesIn(folder), report: () => undefined, resourcesFolder: '' };
    const document = assembleCase(everythingCase(), options(), CONTEXT);
    writeFileSync(join(folder, 'every.docx'), await writeDocx(document, tools));
    converted('every.docx');
    const archive = openArchive(readFileSync(join(folder, 'every.odt')), 'every.odt');
    const xml = new TextDecoder().decode(archive.read('content.xml'));
    const comments = descendants(parseXml(xml, 'content.xml').root, 'annotation');
    // The comment on the highlight that has no place is text.
    expect(comments).toHaveLength(commentedIn(document).size - 1);
    expect(xml).toContain('Every kind of block');
  },
);
