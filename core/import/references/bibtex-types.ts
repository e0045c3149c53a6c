/** The entry types, plain fields and languages of BibTeX and BibLaTeX in the terms of CSL. */
import type { CslType, NumberVariable, TextVariable } from '../../../shared/csl-variables.ts';

/** CSL's type for each type of entry (BibLaTeX manual, section 2.1; BibTeX's are among them). */
export const BIB_TYPES: ReadonlyMap<string, CslType> = new Map<string, CslType>([
  ['article', 'article-journal'],
  ['book', 'book'],
  ['mvbook', 'book'],
  ['inbook', 'chapter'],
  ['bookinbook', 'chapter'],
  ['suppbook', 'chapter'],
  ['booklet', 'pamphlet'],
  ['collection', 'book'],
  ['mvcollection', 'book'],
  ['incollection', 'chapter'],
  ['suppcollection', 'chapter'],
  ['dataset', 'dataset'],
  ['manual', 'report'],
  ['misc', 'document'],
  ['online', 'webpage'],
  ['electronic', 'webpage'],
  ['www', 'webpage'],
  ['patent', 'patent'],
  ['periodical', 'periodical'],
  ['suppperiodical', 'article-journal'],
  ['proceedings', 'book'],
  ['mvproceedings', 'book'],
  ['inproceedings', 'paper-conference'],
  ['conference', 'paper-conference'],
  ['reference', 'book'],
  ['mvreference', 'book'],
  ['inreference', 'entry'],
  ['report', 'report'],
  ['techreport', 'report'],
  ['software', 'software'],
  ['thesis', 'thesis'],
  ['mastersthesis', 'thesis'],
  ['phdthesis', 'thesis'],
  ['unpublished', 'manuscript'],
  ['artwork', 'graphic'],
  ['audio', 'song'],
  ['bibnote', 'document'],
  ['commentary', 'document'],
  ['image', 'graphic'],
  ['jurisdiction', 'legal_case'],
  ['legislation', 'legislation'],
  ['legal', 'treaty'],
  ['letter', 'personal_communication'],
  ['movie', 'motion_picture'],
  ['music', 'song'],
  ['performance', 'performance'],
  ['review', 'review'],
  ['standard', 'standard'],
  ['video', 'motion_picture'],
]);

/** Fields that are a variable of CSL as they are. */
export const BIB_TEXTS: ReadonlyMap<string, TextVariable | NumberVariable> = new Map<
  string,
  TextVariable | NumberVariable
>([
  ['abstract', 'abstract'],
  ['annotation', 'annote'],
  ['annote', 'annote'],
  ['booktitleshort', 'container-title-short'],
  ['chapter', 'chapter-number'],
  ['edition', 'edition'],
  ['eventtitle', 'event-title'],
  ['isbn', 'ISBN'],
  ['issn', 'ISSN'],
  ['library', 'call-number'],
  ['origlocation', 'original-publisher-place'],
  ['origpublisher', 'original-publisher'],
  ['origtitle', 'original-title'],
  ['pages', 'page'],
  ['pagetotal', 'number-of-pages'],
  ['numpages', 'number-of-pages'],
  ['part', 'part-number'],
  ['pmcid', 'PMCID'],
  ['pmid', 'PMID'],
  ['pubstate', 'status'],

  ['shortjournal', 'container-title-short'],
  ['shorttitle', 'title-short'],
  ['venue', 'event-place'],
  ['version', 'version'],
  ['volume', 'volume'],
  ['volumes', 'number-of-volumes'],
]);

/** What the keys of BibLaTeX's language files say. */
export const BIB_WORDS: ReadonlyMap<string, string> = new Map([
  ['mathesis', "Master's thesis"],
  ['phdthesis', 'PhD thesis'],
  ['candthesis', 'Candidate thesis'],
  ['bathesis', "Bachelor's thesis"],
  ['techreport', 'Technical report'],
  ['resreport', 'Research report'],
  ['patent', 'Patent'],
  ['patentus', 'US patent'],
  ['patenteu', 'European patent'],
  ['patentde', 'German patent'],
  ['patentfr', 'French patent'],
  ['patentuk', 'British patent'],
  ['patreq', 'Patent request'],
  ['patrequs', 'US patent request'],
  ['datacd', 'Data CD'],
  ['audiocd', 'Audio CD'],
  ['software', 'Software'],
  ['newseries', 'New series'],
  ['oldseries', 'Old series'],
  ['inpreparation', 'in preparation'],
  ['submitted', 'submitted'],
  ['forthcoming', 'forthcoming'],
  ['inpress', 'in press'],
  ['prepublished', 'prepublished'],
]);

/** Names of languages (of babel and in English), and their BCP 47 tags. */
export const BIB_LANGUAGES: ReadonlyMap<string, string> = new Map(
  `english:en american:en-US usenglish:en-US british:en-GB ukenglish:en-GB canadian:en-CA australian:en-AU
   german:de ngerman:de germanb:de austrian:de-AT naustrian:de-AT swissgerman:de-CH nswissgerman:de-CH french:fr
   francais:fr frenchb:fr canadien:fr-CA spanish:es mexican:es-MX catalan:ca galician:gl basque:eu portuguese:pt
   portuges:pt brazilian:pt-BR brazil:pt-BR italian:it latin:la romanian:ro dutch:nl afrikaans:af danish:da
   swedish:sv norwegian:no norsk:nb nynorsk:nn icelandic:is finnish:fi estonian:et latvian:lv lithuanian:lt
   polish:pl czech:cs slovak:sk slovene:sl slovenian:sl croatian:hr serbian:sr serbianc:sr-Cyrl bosnian:bs
   macedonian:mk bulgarian:bg russian:ru ukrainian:uk belarusian:be hungarian:hu magyar:hu greek:el
   polutonikogreek:el ancientgreek:grc turkish:tr arabic:ar hebrew:he persian:fa farsi:fa hindi:hi bengali:bn
   tamil:ta japanese:ja chinese:zh korean:ko vietnamese:vi thai:th indonesian:id malay:ms irish:ga welsh:cy
   breton:br esperanto:eo albanian:sq armenian:hy georgian:ka mongolian:mn`
    .trim()
    .split(/\s+/)
    .map((pair): [string, string] => {
      const [name = '', tag = ''] = pair.split(':');
      return [name, tag];
    }),
);
