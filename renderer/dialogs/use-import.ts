import { useRef, useState } from 'react';
import { importFiles } from './import-files.ts';
import type { FileRow } from './import-outcome.ts';

interface ImportState {
  rows: readonly FileRow[];
  running: boolean;
  /** Imports, and gives what became of every file. */
  run: (files: readonly File[], caseId: string | undefined) => Promise<readonly FileRow[]>;
  /** Stops before the files that have not been sent yet. */
  stop: () => void;
}

/** Runs an import of files and keeps how far each has come. */
export function useImport(): ImportState {
  const [rows, setRows] = useState<readonly FileRow[]>([]);
  const [running, setRunning] = useState(false);
  const stopper = useRef<AbortController>(undefined);

  const run = async (files: readonly File[], caseId: string | undefined) => {
    let current: readonly FileRow[] = files.map(({ name }) => ({
      name,
      state: { kind: 'waiting' },
    }));
    const controller = new AbortController();
    stopper.current = controller;
    setRows(current);
    setRunning(true);
    await importFiles({
      files,
      caseId,
      signal: controller.signal,
      onState: (index, state) => {
        current = current.map((row, at) => (at === index ? { ...row, state } : row));
        setRows(current);
      },
    });
    setRunning(false);
    return current;
  };
  return { rows, running, run, stop: () => stopper.current?.abort() };
}
