import { createStore, type Store } from '../ui/store.ts';

/** Whether a pane is shown, remembered in this window's own storage. */
function shownStore(key: string): Store<boolean> {
  const store = createStore(localStorage.getItem(key) !== 'hidden');
  store.subscribe(() => localStorage.setItem(key, store.get() ? 'shown' : 'hidden'));
  return store;
}

export const railShown = shownStore('casebook.rail');
export const inspectorShown = shownStore('casebook.inspector');
