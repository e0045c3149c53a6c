/** What the desktop host adds to the window. */
interface Host {
  /** Hears of the entries chosen in the menu bar, by the ids of their commands. */
  onCommand: (listener: (id: string) => void) => () => void;
  /** Has entries of the menu bar say what they would do now, by the ids of their commands. */
  showLabels: (labels: Readonly<Record<string, string>>) => void;
  /** Has the window wait for the listener before it closes. */
  onClosing: (listener: () => Promise<void>) => void;
  /** Saves what the notebook serves at an address; null when the researcher chose no place. */
  saveResult: (
    address: string,
    name: string,
  ) => Promise<{ path: string | null } | { failure: string }>;
  /** Opens a file that was saved; gives a sentence when that fails, else nothing. */
  openSaved: (path: string) => Promise<string>;
  showSaved: (path: string) => Promise<void>;
}

/** The desktop host; undefined in a browser. */
export function desktopHost(): Partial<Host> | undefined {
  return (window as { casebookHost?: Partial<Host> }).casebookHost;
}
