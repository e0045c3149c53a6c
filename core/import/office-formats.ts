/** The formats of office programs and of books. */
import type { Format } from './formats.ts';
import {
  DOCX_MEDIA_TYPE,
  EPUB_MEDIA_TYPE,
  looksLikeDocx,
  looksLikeEpub,
  looksLikeFlatOdt,
  looksLikeOdt,
  looksLikeRtf,
  ODT_MEDIA_TYPE,
  RTF_MEDIA_TYPE,
} from './office-looks.ts';
import { looksLikeOtherOffice, refuseOffice } from './office-refusals.ts';

/** Rows of the table of formats. */
export const OFFICE_FORMATS: readonly Format[] = [
  {
    mediaType: DOCX_MEDIA_TYPE,
    name: 'Word document',
    endings: ['docx', 'docm', 'dotx', 'dotm'],
    looksLike: looksLikeDocx,
    certain: true,
    load: async () => (await import('./docx.ts')).readDocx,
  },
  {
    mediaType: ODT_MEDIA_TYPE,
    name: 'OpenDocument text',
    endings: ['odt', 'ott', 'fodt'],
    looksLike: (bytes) => looksLikeOdt(bytes) || looksLikeFlatOdt(bytes),
    certain: true,
    load: async () => (await import('./odt.ts')).readOdt,
  },
  {
    mediaType: RTF_MEDIA_TYPE,
    name: 'Rich Text (RTF)',
    endings: ['rtf'],
    looksLike: looksLikeRtf,
    certain: true,
    load: async () => (await import('./rtf.ts')).readRtf,
  },
  {
    mediaType: EPUB_MEDIA_TYPE,
    name: 'Book (EPUB)',
    endings: ['epub'],
    looksLike: looksLikeEpub,
    certain: true,
    load: async () => (await import('./epub.ts')).readEpub,
  },
  {
    // No ending: it is not offered, and says what to do when it comes.
    mediaType: 'application/x-ole-storage',
    name: 'Other office file',
    endings: [],
    looksLike: looksLikeOtherOffice,
    certain: true,
    load: () => refuseOffice,
  },
];
