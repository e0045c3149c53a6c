/** Starting processes of this program's own Node. */

/** Nothing of the program's own surroundings, but what Electron and Windows can't start without. */
export function bareSurroundings(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return {
    ...(SystemRoot !== undefined && { SystemRoot }),
    ...(process.versions.electron !== undefined && { ELECTRON_RUN_AS_NODE: '1' }),
  };
}
