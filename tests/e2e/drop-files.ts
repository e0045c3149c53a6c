import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';

/** Writes files into a folder of the running test; gives the folder. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<string> {
  const root = test.info().outputPath(folder);
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  return root;
}

/** Drops files on the window, with their bytes, as a mail program does. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), base64: await readFile(path, 'base64') })),
  );
  await page.locator('[data-pane="status"]').waitFor();
  await page.evaluate((all) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name));
    }
    for (const type of ['dragenter', 'dragover', 'drop']) {
      const options = { bubbles: true, cancelable: true, dataTransfer };
      document.body.dispatchEvent(new DragEvent(type, options));
    }
  }, files);
}

/** Drags a folder of the disk over the window and drops it, as a file manager does. */
export async function dropFolder(page: Page, folder: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel') =>
    session.send('Input.dispatchDragEvent', {
      type,
      x: 640,
      y: 420,
      data: { items: [], files: [folder], dragOperationsMask: 1 },
    });
  const sheet = page.getByText('Drop files or folders');
  // A window that has painted nothing yet hears of no drag, and takes nothing before it has said
  // that it would; people see both and try again.
  let tries = 0;
  await expect(async () => {
    // One that began as the window was made is never heard of again: a fresh page is.
    if (tries > 0) await page.reload();
    tries += 1;
    await page.locator('[data-pane="status"]').waitFor();
    await drag('dragCancel');
    await drag('dragEnter');
    await expect(sheet).toBeVisible({ timeout: 2000 });
    await drag('dragOver');
    await drag('drop');
    await expect(sheet).toBeHidden({ timeout: 5000 });
  }).toPass();
  await session.detach();
}

/** Opens the import screen by its keys and chooses a folder there. */
export async function chooseFolder(page: Page, folder: string): Promise<void> {
  await page.locator('[data-pane="status"]').waitFor();
  await page.keyboard.press('Control+Shift+A');
  await page.getByLabel('Folder to add').setInputFiles(folder);
}
