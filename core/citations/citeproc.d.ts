/** The parts of citeproc-js that Casebook uses (https://citeproc-js.readthedocs.io). */
declare module 'citeproc' {
  namespace CSL {
    /** A cite in a cluster. */
    interface Cite {
      id: string;
      at: number;
      locator?: string;
      label?: string;
      prefix?: string;
      suffix?: string;
      'suppress-author'?: boolean;
    }
    interface Cluster {
      citationID: string;
      citationItems: Cite[];
      /** The number of its footnote, and 0 in the text. */
      properties: { noteIndex: number; index?: number; unsorted?: boolean };
      /** Items with their cites, in the order that the style gives them. */
      sortedItems?: Array<[item: object, cite: Cite]>;
    }

    interface System {
      /** The XML of a locale. */
      retrieveLocale: (tag: string) => string;
      retrieveItem: (id: string) => object;
    }

    interface BibliographySettings {
      entry_ids: string[][];
      /** Characters of the longest number in the margin. */
      maxoffset: number;
      entryspacing: number;
      linespacing: number;
      hangingindent?: boolean;
      'second-field-align': false | 'flush' | 'margin';
    }

    interface Engine {
      opt: {
        development_extensions: Record<string, boolean>;
        xclass: 'in-text' | 'note';
        /** 0: a cite depends on no other; 1: on its number only; 2: on its position. */
        update_mode: number;
      };
      citation: { opt: { layout_delimiter: string } };
      registry: { citationreg: { citationById: Record<string, Cluster> } };
      tmp: object;
      disambiguate: object;
      setOutputFormat(format: string): void;
      retrieveItem(id: string): object;
      /** Makes these items, in this order, the only ones that are cited. */
      updateItems(ids: readonly string[]): void;
      /** Adds items that nothing cites. */
      updateUncitedItems(ids: readonly string[]): void;
      /** Settings of the list, and its entries; false when the style has no bibliography. */
      makeBibliography(): [BibliographySettings, string[]] | false;
      /** Sets one cluster between others; with flag 2, all its items are registered already. */
      processCitationCluster(
        cluster: Cluster,
        before: ReadonlyArray<[id: string, noteIndex: number]>,
        after: ReadonlyArray<[id: string, noteIndex: number]>,
        flag?: number,
      ): [object, Array<[index: number, html: string, id: string]>];
    }
  }
  const CSL: {
    Engine: {
      new (system: CSL.System, style: string, locale?: string, forceLocale?: boolean): CSL.Engine;
      Tmp: new () => object;
    };
    Registry: new (engine: CSL.Engine) => CSL.Engine['registry'];
    Disambiguation: new (engine: CSL.Engine) => object;
    parseLocator: { call: (engine: CSL.Engine, cite: CSL.Cite) => CSL.Cite };
    ASSUME_ALL_ITEMS_REGISTERED: 2;
  };
  export = CSL;
}
