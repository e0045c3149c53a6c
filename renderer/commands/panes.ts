const ORDER = ['rail', 'main', 'inspector', 'status'] as const;
export type PaneName = (typeof ORDER)[number];

const FOCUSABLE = 'a[href], button:not(:disabled), input, textarea, [tabindex="0"]';
const lastFocused = new Map<PaneName, HTMLElement>();

function paneElement(name: PaneName): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
}

function paneOf(element: Element | null): PaneName | undefined {
  const name = element?.closest<HTMLElement>('[data-pane]')?.dataset['pane'];
  return ORDER.find((other) => other === name);
}

/** The pane after or before one, among those that are shown. */
export function paneBeside(
  shown: readonly PaneName[],
  current: PaneName | undefined,
  step: 1 | -1,
): PaneName | undefined {
  if (shown.length === 0) return undefined;
  if (current === undefined || !shown.includes(current)) {
    return step === 1 ? shown[0] : shown[shown.length - 1];
  }
  return shown[(shown.indexOf(current) + step + shown.length) % shown.length];
}

/** Remembers where the focus is, so that F6 comes back to it. Call it at every `focusin`. */
export function rememberFocus(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement)) return;
  const name = paneOf(target);
  if (name !== undefined) lastFocused.set(name, target);
}

/** Puts the focus into a pane: where it was before, else on its current or first control. */
export function focusPane(name: PaneName): void {
  const pane = paneElement(name);
  if (pane === null) return;
  const last = lastFocused.get(name);
  if (last !== undefined && pane.contains(last)) {
    last.focus();
    return;
  }
  // In the main pane the arrows scroll: the text that is read there, else the pane itself.
  const inner =
    name === 'main'
      ? pane.querySelector<HTMLElement>('article[tabindex="0"]')
      : (pane.querySelector<HTMLElement>('[aria-current="page"][tabindex="0"]') ??
        [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].find((each) => each.tabIndex >= 0));
  (inner ?? pane).focus();
}

/** Moves the focus to the next or the previous pane that is shown. */
export function movePane(step: 1 | -1): void {
  const shown = ORDER.filter((name) => paneElement(name) !== null);
  const next = paneBeside(shown, paneOf(document.activeElement), step);
  if (next !== undefined) focusPane(next);
}
