import type { Browser } from '@playwright/test';
import { finished, openDoor, temporaryFolder } from '../contract/open.ts';
import { compete } from './measure.ts';
import { BARE_PAGE } from './window.ts';

/** The preloaded case to PDF: from the call to the finished file. */
export async function benchPdf(browser: Browser): Promise<void> {
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
