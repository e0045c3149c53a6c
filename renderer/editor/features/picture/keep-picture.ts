import type { Picture } from '../../../../shared/domain.ts';
import { invoke, messageOf, uploadFile } from '../../../api/client.ts';
import { notify } from '../../../ui/toast.tsx';

/** What the field for choosing files offers; the core decides by the bytes. */
export const PICTURE_ACCEPT = 'image/png,image/jpeg,image/gif,image/webp,image/avif';

/** Says whether a pasted or dropped file says of itself that it is a picture. */
export function isPictureFile(file: File): boolean {
  return file.type.startsWith('image/');
}

/** Says whether what is dragged is pictures and nothing else. */
export function bringsPictures({ dataTransfer }: DragEvent): boolean {
  const items = [...(dataTransfer?.items ?? [])];
  return items.length > 0 && items.every(({ type }) => type.startsWith('image/'));
}

/** Puts a picture into the library's files; says why it can't be, and gives undefined then. */
export async function keepPicture(file: File): Promise<Picture | undefined> {
  let message: string;
  try {
    const name = file.name === '' ? 'Pasted picture' : file.name;
    const upload = await uploadFile(new File([file], name, { type: file.type }));
    const kept = await invoke('files.keepPicture', { upload });
    if (kept.ok) return kept.value;
    message = kept.error.message;
  } catch (error) {
    message = messageOf(error);
  }
  notify({ kind: 'error', text: `The picture was not added. ${message}` });
  return undefined;
}
