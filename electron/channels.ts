/** The messages between the desktop host and its preload script; none concerns the notebook. */
export const CHANNELS = {
  /** To the window: a command was chosen in the menu. */
  command: 'command',
  /** From the window: what entries of the menu would do now. */
  labels: 'labels',
  /** From the window: it wants to be asked before it is closed. */
  waitsForClosing: 'waits-for-closing',
  /** To the window: it is about to be closed. */
  closing: 'closing',
  /** From the window: nothing is left to save. */
  mayClose: 'may-close',
  /** From the window: a result of the notebook is to be saved. */
  saveResult: 'save-result',
  /** From the window: what was saved is to be opened, or shown in its folder. */
  openSaved: 'open-saved',
  showSaved: 'show-saved',
} as const;
