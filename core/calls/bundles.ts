import { readFile } from 'node:fs/promises';
import { applyBundle } from '../bundle/apply.ts';
import { readBundle, type Bundle } from '../bundle/read.ts';
import { previewBundle } from '../bundle/show.ts';
import { styleOf } from '../bundle/style.ts';
import type { HandlersOf } from '../dispatch.ts';
import type { Notebook } from '../notebook.ts';
import { dropUpload, findUpload } from '../uploads.ts';

async function bundleOf({ paths }: Notebook, upload: string): Promise<Bundle> {
  const { path, name } = findUpload(paths.temporary, upload);
  return readBundle(await readFile(path), name);
}

export const bundleCalls: HandlersOf<'bundles'> = {
  'bundles.preview': async (notebook, { upload }) => {
    const bundle = await bundleOf(notebook, upload);
    // Tried out already now, so that what is wrong with it is among the problems.
    await styleOf(notebook, bundle);
    return previewBundle(notebook, bundle);
  },
  'bundles.import': async (notebook, { upload, ...wish }) => {
    const bundle = await bundleOf(notebook, upload);
    const report = applyBundle(notebook, bundle, wish, await styleOf(notebook, bundle));
    dropUpload(notebook.paths.temporary, upload);
    return report;
  },
};
