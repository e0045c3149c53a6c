/** What the desktop host adds to the window. */
interface Host {
  /** Hears of the entries chosen in the menu bar, by the ids of their commands. */
  onCommand: (listener: (id: string) => void) => () => void;
  /** Has entries of the menu bar say what they would do now, by the ids of their commands. */
  showLabels: (labels: Readonly<Record<string, string>>) => void;
  /** Has the window wait for the listener before it closes. */
  onClosing: (listener: () => Promise<void>) => void;
}

/** The desktop host; undefined in a browser. */
export function desktopHost(): Partial<Host> | undefined {
  return (window as { casebookHost?: Partial<Host> }).casebookHost;
}
