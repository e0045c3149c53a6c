// @ts-check
/** The set-up that every script begins with. */
import { ensureBuild } from './build.mjs';
import { ensureDependencies, refuseOldNode } from './dependencies.mjs';
import { ensureNode } from './node.mjs';

/**
 * Makes sure of dependencies, a Node that is new enough, and a build of these sources; does
 * nothing, and says nothing, when all is there.
 * @returns {Promise<string>} The absolute path of the Node to run the program with.
 */
export async function prepare() {
  refuseOldNode();
  await ensureDependencies();
  const node = await ensureNode();
  await ensureBuild(node);
  return node;
}
