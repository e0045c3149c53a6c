/** The parts of citeproc-js that Casebook uses (https://citeproc-js.readthedocs.io). */
declare module 'citeproc' {
  interface System {
    /** The XML of a locale. */
    retrieveLocale: (tag: string) => string;
    retrieveItem: (id: string) => object;
  }

  interface Engine {
    opt: { development_extensions: Record<string, boolean> };
    setOutputFormat(format: string): void;
    /** Makes these items, in this order, the only ones. */
    updateItems(ids: readonly string[]): void;
    /** Settings of the list, and its entries; false when the style has no bibliography. */
    makeBibliography(): [{ entry_ids: string[][] }, string[]] | false;
    makeCitationCluster(cites: ReadonlyArray<{ id: string }>): string;
  }

  const CSL: {
    Engine: new (system: System, style: string, locale?: string, forceLocale?: boolean) => Engine;
  };
  export = CSL;
}
