import { useState } from 'react';
import type { Csl } from '../../shared/csl.ts';
import { contract } from '../../shared/contract.ts';
import type { ImportItem } from '../../shared/imports.ts';
import { invoke } from '../api/client.ts';
import { refresh } from '../api/use-call.ts';
import { useAutosave } from '../editor/use-autosave.ts';
import { changesBetween } from '../metadata/form-state.ts';
import { MetadataForm } from '../metadata/metadata-form.tsx';
import styles from './item-metadata.module.css';

interface ItemMetadataProps {
  sessionId: string;
  item: ImportItem;
  /** In one column. */
  compact: boolean;
}

/** The metadata of an item before it is a source; kept as it is written. Needs a key by the item. */
export function ItemMetadata({ sessionId, item, compact }: ItemMetadataProps) {
  const { key, csl: stored } = item;
  const { change, flush, state, isSaved } = useAutosave<Csl>({
    key: `import:${sessionId}:${key}`,
    save: async (csl) => {
      const args = { id: sessionId, keys: [key], csl: changesBetween(stored, csl) };
      const result = await invoke('imports.change', args);
      if (result.ok) refresh(contract['imports.change'].topics);
      return result;
    },
  });
  const [csl, setCsl] = useState(stored);
  const [seen, setSeen] = useState(stored);
  if (seen !== stored) {
    // The file was read in another way; what is being written is not taken away.
    setSeen(stored);
    if (isSaved()) setCsl(stored);
  }
  return (
    <div onBlur={() => void flush()}>
      <MetadataForm
        value={csl}
        compact={compact}
        onChange={(next) => {
          setCsl(next);
          change(next);
        }}
      />
      {state.kind === 'failed' && (
        <p className={styles.failed} role="alert">
          {state.message}
        </p>
      )}
    </div>
  );
}
