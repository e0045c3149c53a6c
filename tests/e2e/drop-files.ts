import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test, type Page } from '@playwright/test';

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

/** Drags files and folders of the disk over the window and drops them, as a file manager does. */
export async function dropOnWindow(page: Page, paths: readonly string[]): Promise<void> {
  // Before the window is there, a drop would be the browser's, which opens the file.
  await page.locator('[data-pane="status"]').waitFor();
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 640,
      y: 420,
      data: { items: [], files: [...paths], dragOperationsMask: 1 },
    });
  }
  await session.detach();
}
