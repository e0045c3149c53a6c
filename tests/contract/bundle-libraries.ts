/** Libraries that exchange bundles, through the notebook's front door. */
import { expect } from 'vitest';
import type { BundlePreview, BundleReport, BundleWish } from '../../shared/bundle/preview.ts';
import { finished, openDoor, temporaryFolder, type Door } from './open.ts';

export interface Peer extends Door {
  /** Its folder. */
  folder: string;
  dispose(): Promise<void>;
}

/** A library of its own, with its threads. */
export async function openPeer(author = ''): Promise<Peer> {
  const folder = await temporaryFolder();
  const door = await openDoor(folder.path);
  if (author !== '') await door.call('settings.update', { author });
  return {
    ...door,
    folder: folder.path,
    dispose: async () => {
      await door.library.close();
      await folder.dispose();
    },
  };
}

/** The bytes of a case file's bundle. */
export async function bundleOf(peer: Door, caseId: string): Promise<Uint8Array> {
  const started = await peer.call('exports.create', { caseId, format: 'bundle' });
  const job = await finished(peer, started.id);
  expect(job.error).toBeUndefined();
  const response = await peer.app(new Request(`casebook://app${job.result?.path}`));
  return new Uint8Array(await response.arrayBuffer());
}

/** What importing a bundle would do. */
export async function preview(peer: Door, bytes: Uint8Array): Promise<BundlePreview> {
  return peer.call('bundles.preview', { upload: await peer.upload('x.casebook', bytes) });
}

/** Imports a bundle. */
export async function take(
  peer: Door,
  bytes: Uint8Array,
  wish: Partial<BundleWish> = {},
): Promise<BundleReport> {
  return peer.call('bundles.import', { upload: await peer.upload('x.casebook', bytes), ...wish });
}

/** Brings one library's state of a case file to another. */
export async function send(from: Door, to: Door, caseId: string): Promise<BundleReport> {
  return take(to, await bundleOf(from, caseId));
}

/** The hash of all that a case file holds in a library, and whether importing it there is new. */
export async function contentOf(peer: Door, caseId: string): Promise<string> {
  const bytes = await bundleOf(peer, caseId);
  const { content, problems } = await preview(peer, bytes);
  expect(problems).toEqual([]);
  return content;
}
