/** Ways in for bundles: dropped, chosen, or opened from the menu. */
import { openDialog } from '../shell/open-dialog.ts';
import { notify } from '../ui/toast.tsx';

/** What a bundle's file ends with. */
const ENDING = '.casebook';

/** Whether a file is a bundle, by its name: what is in it is looked at when it is read. */
export function isBundle({ name }: { name: string }): boolean {
  return name.toLowerCase().endsWith(ENDING);
}

/**
 * Opens the preview of a bundle that came with others, if one did. Bundles are merged one by one,
 * other files are sources: those are for the caller when this says false.
 */
export function openBundles(files: readonly File[]): boolean {
  const bundles = files.filter(isBundle);
  const [first] = bundles;
  if (first === undefined) return false;
  if (files.length > 1) {
    // It is read when the preview is closed.
    notify({
      kind: 'info',
      text: `Bundles are looked through one at a time: that was “${first.name}”. Drop the others after it.`,
      lasting: true,
    });
  }
  openDialog.set({ name: 'bundle', file: first });
  return true;
}

/** Asks for a bundle and opens its preview. */
export function chooseBundle(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = ENDING;
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) openDialog.set({ name: 'bundle', file });
  });
  input.click();
}
