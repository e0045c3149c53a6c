/** Character sets of Rich Text Format: of the document, and of each font. */
import { decodeCp437 } from './archive-names.ts';

/** Windows' code pages by the names of the Encoding Standard. */
const PAGES: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
  10000: 'macintosh',
  10007: 'x-mac-cyrillic',
  20866: 'koi8-r',
  28592: 'iso-8859-2',
  65001: 'utf-8',
};

/** The code page of a font's character set (`\fcharset`); 0 and 1 are the document's. */
const PAGE_OF_CHARSET: Readonly<Record<number, number>> = {
  77: 10000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 437,
};

/** The character set of fonts of signs. */
export const SYMBOL_CHARSET = 2;

/** The code page that a font's text is in. */
export function pageOfCharset(charset: number | undefined, documentPage: number): number {
  return PAGE_OF_CHARSET[charset ?? 0] ?? documentPage;
}

const decoders = new Map<number, InstanceType<typeof TextDecoder>>();

/** The text of bytes in a code page; unknown ones are read as Western European. */
export function decodePage(bytes: Uint8Array, page: number): string {
  if (page === 437 || page === 850) return decodeCp437(bytes);
  const decoder = decoders.get(page) ?? new TextDecoder(PAGES[page] ?? 'windows-1252');
  decoders.set(page, decoder);
  return decoder.decode(bytes);
}

/** Languages by the numbers that Windows gives them ([MS-LCID]). */
const LANGUAGES: Readonly<Record<number, string>> = {
  ...{ 1025: 'ar-SA', 1026: 'bg-BG', 1027: 'ca-ES', 1028: 'zh-TW', 1029: 'cs-CZ', 1030: 'da-DK' },
  ...{ 1031: 'de-DE', 1032: 'el-GR', 1033: 'en-US', 1034: 'es-ES', 1035: 'fi-FI', 1036: 'fr-FR' },
  ...{ 1037: 'he-IL', 1038: 'hu-HU', 1039: 'is-IS', 1040: 'it-IT', 1041: 'ja-JP', 1042: 'ko-KR' },
  ...{ 1043: 'nl-NL', 1044: 'nb-NO', 1045: 'pl-PL', 1046: 'pt-BR', 1048: 'ro-RO', 1049: 'ru-RU' },
  ...{ 1050: 'hr-HR', 1051: 'sk-SK', 1053: 'sv-SE', 1054: 'th-TH', 1055: 'tr-TR', 1058: 'uk-UA' },
  ...{ 1060: 'sl-SI', 1061: 'et-EE', 1062: 'lv-LV', 1063: 'lt-LT', 1065: 'fa-IR', 1066: 'vi-VN' },
  ...{ 1069: 'eu-ES', 1081: 'hi-IN', 1106: 'cy-GB', 2052: 'zh-CN', 2055: 'de-CH', 2057: 'en-GB' },
  ...{ 2058: 'es-MX', 2060: 'fr-BE', 2067: 'nl-BE', 2068: 'nn-NO', 2070: 'pt-PT', 3079: 'de-AT' },
  ...{ 3081: 'en-AU', 3082: 'es-ES', 3084: 'fr-CA', 4105: 'en-CA', 6153: 'en-IE' },
};

/** The number's bits that tell a language, and those of the country that it is most spoken in. */
const LANGUAGE_BITS = 0x3ff;
const MAIN_COUNTRY = 0x400;

/** The tag of a language by its number; undefined for none and for unknown ones. */
export function languageOfNumber(number: number): string | undefined {
  const language = number & LANGUAGE_BITS;
  return LANGUAGES[number] ?? LANGUAGES[language | MAIN_COUNTRY]?.split('-')[0];
}
