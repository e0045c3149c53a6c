import { useEffect, useState } from 'react';
import { contract } from '../../shared/contract.ts';
import type {
  BundleChoice,
  BundleItemView,
  BundlePreview,
  BundleReport,
} from '../../shared/bundle/preview.ts';
import { invokeOrThrow, messageOf, uploadFile } from '../api/client.ts';
import { refresh } from '../api/use-call.ts';
import { flushAll } from '../editor/use-autosave.ts';

export interface BundleState {
  /** Undefined while it is read. */
  preview: BundlePreview | undefined;
  /** Why it can't be read, or was not imported. */
  failure: string | undefined;
  importing: boolean;
  choiceOf: (item: BundleItemView) => BundleChoice;
  choose: (items: readonly BundleItemView[], choice: BundleChoice) => void;
  /** Whether anything would happen with what is chosen. */
  anything: boolean;
  run: () => Promise<BundleReport | undefined>;
}

const keyOf = ({ kind, id }: Pick<BundleItemView, 'kind' | 'id'>) => `${kind}/${id}`;

/** A bundle from its file to its import: what is in it, and what is chosen of it. */
export function useBundle(file: File): BundleState {
  const [upload, setUpload] = useState<string>();
  const [preview, setPreview] = useState<BundlePreview>();
  const [failure, setFailure] = useState<string>();
  const [importing, setImporting] = useState(false);
  const [choices, setChoices] = useState<ReadonlyMap<string, BundleChoice>>(new Map());

  useEffect(() => {
    const abort = new AbortController();
    const read = async () => {
      // What is being typed counts among the library's own changes.
      await flushAll();
      const id = await uploadFile(file, abort.signal);
      const seen = await invokeOrThrow('bundles.preview', { upload: id }, abort.signal);
      if (abort.signal.aborted) return;
      setUpload(id);
      setPreview(seen);
    };
    read().catch((error: unknown) => {
      if (!abort.signal.aborted) setFailure(messageOf(error));
    });
    return () => abort.abort();
  }, [file]);

  const choiceOf = (item: BundleItemView) => choices.get(keyOf(item)) ?? item.choices[0] ?? 'merge';
  const items = preview?.items ?? [];
  const isAtWork = (item: BundleItemView) => {
    if (item.status === 'new') return choiceOf(item) !== 'here';
    if (item.status === 'here') return choiceOf(item) !== (item.choices[0] ?? 'merge');
    return item.status !== 'identical';
  };
  // Texts that lost elsewhere come in too, and are no things of their own.
  const onlyLost =
    preview?.nothingNew === false && items.every(({ status }) => /^(identical|here)$/.test(status));
  return {
    preview,
    failure,
    importing,
    choiceOf,
    choose: (chosen, choice) =>
      setChoices((before) => {
        const next = new Map(before);
        for (const item of chosen) {
          if (item.choices.includes(choice)) next.set(keyOf(item), choice);
        }
        return next;
      }),
    anything: onlyLost || items.some(isAtWork),
    run: async () => {
      if (upload === undefined) return undefined;
      setImporting(true);
      try {
        await flushAll();
        const report = await invokeOrThrow('bundles.import', {
          upload,
          choices: items.flatMap((item) =>
            choices.has(keyOf(item))
              ? [{ kind: item.kind, id: item.id, choice: choiceOf(item) }]
              : [],
          ),
        });
        refresh(contract['bundles.import'].topics);
        return report;
      } catch (error) {
        setFailure(messageOf(error));
        return undefined;
      } finally {
        setImporting(false);
      }
    },
  };
}
