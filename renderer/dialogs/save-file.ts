import { desktopHost } from '../commands/host.ts';

/** Where a file went: a path on the disk, or wherever the browser keeps what it downloads. */
export type Saved = { place: 'disk'; path: string } | { place: 'downloads' } | { place: 'nowhere' };

/**
 * Saves a file that the notebook serves, under `name`. The desktop window asks where to and writes
 * it whole or not at all; a browser does as the researcher has set it there.
 */
export async function saveFile(file: {
  path: string;
  name: string;
}): Promise<Saved | { failure: string }> {
  const host = desktopHost();
  if (host?.saveResult !== undefined && file.path.startsWith('/results/')) {
    const outcome = await host.saveResult(file.path, file.name);
    if ('failure' in outcome) return outcome;
    return outcome.path === null ? { place: 'nowhere' } : { place: 'disk', path: outcome.path };
  }
  const link = document.createElement('a');
  link.href = file.path;
  link.download = file.name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  return { place: 'downloads' };
}
