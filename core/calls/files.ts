import type { HandlersOf } from '../dispatch.ts';
import { keepPicture } from '../keep-picture.ts';

export const fileCalls: HandlersOf<'files'> = {
  'files.keepPicture': (notebook, { upload }) => keepPicture(notebook, upload),
};
