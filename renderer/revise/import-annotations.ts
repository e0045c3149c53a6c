import { messageOf, uploadFile } from '../api/client.ts';
import { attempt } from '../reader/attempt.ts';
import { review } from '../review/reviewing.ts';
import { countText } from '../ui/counts.ts';
import { notify } from '../ui/toast.tsx';

/** Asks for one file; undefined when the researcher thinks better of it. */
function chooseFile(accept: string): Promise<File | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}

/** Makes highlights on a source of W3C web annotations in a file, and says what came of it. */
export async function importAnnotations(sourceId: string): Promise<void> {
  const file = await chooseFile('.jsonld,.json,application/ld+json,application/json');
  if (file === undefined) return;
  let upload: string;
  try {
    upload = await uploadFile(file);
  } catch (error) {
    notify({ kind: 'error', text: messageOf(error) });
    return;
  }
  const report = await attempt('annotations.import', { upload, sourceId });
  if (report === undefined) return;
  const { imported, review: waiting, skipped } = report;
  const [first] = skipped;
  const left =
    first === undefined
      ? ''
      : ` ${countText(skipped.length, 'annotation')} skipped: ${first.reason}`;
  notify({
    kind: 'info',
    text: `${countText(imported, 'annotation')} imported.${left}`,
    ...(waiting === 0 ? {} : { action: { label: 'Review', run: () => review(sourceId) } }),
  });
}
