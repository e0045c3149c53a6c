import { contract } from '../../shared/contract.ts';
import { MAX_UPLOAD_BYTES } from '../../shared/routes.ts';
import { invoke, messageOf, uploadFile } from '../api/client.ts';
import { refresh } from '../api/use-call.ts';
import { outcomesOf, type FileState } from './import-outcome.ts';

/** Files sent before they are read together: few enough that stopping takes effect soon. */
const BATCH = 5;

interface ImportRun {
  files: readonly File[];
  caseId: string | undefined;
  onState: (index: number, state: FileState) => void;
  /** Stops before the next batch; files already sent are still read. */
  signal: AbortSignal;
}

async function send(file: File): Promise<string> {
  if (file.size > MAX_UPLOAD_BYTES) {
    const limit = MAX_UPLOAD_BYTES / 1024 / 1024;
    throw new Error(`“${file.name}” is larger than ${limit} MB. Split it, and add the parts.`);
  }
  try {
    // A folder looks like a file until one tries to read it.
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Error(
      `“${file.name}” could not be read: it is a folder, or it was moved. Choose the files themselves.`,
    );
  }
  return uploadFile(file);
}

/** Makes sources of files, and says of each how far it has come. Never throws. */
export async function importFiles({ files, caseId, onState, signal }: ImportRun): Promise<void> {
  for (let first = 0; first < files.length && !signal.aborted; first += BATCH) {
    const sent: { index: number; name: string; upload: string }[] = [];
    for (const [offset, file] of files.slice(first, first + BATCH).entries()) {
      const index = first + offset;
      onState(index, { kind: 'sending' });
      try {
        sent.push({ index, name: file.name, upload: await send(file) });
        onState(index, { kind: 'reading' });
      } catch (error) {
        onState(index, { kind: 'failed', message: messageOf(error) });
      }
    }
    if (sent.length === 0) continue;
    const reply = await invoke('sources.import', {
      uploads: sent.map(({ upload }) => upload),
      ...(caseId === undefined ? {} : { caseId }),
    });
    const outcomes = reply.ok
      ? outcomesOf(
          sent.map(({ name }) => name),
          reply.value,
        )
      : sent.map((): FileState => ({ kind: 'failed', message: reply.error.message }));
    sent.forEach(({ index }, at) => {
      const outcome = outcomes[at];
      if (outcome !== undefined) onState(index, outcome);
    });
    if (reply.ok) refresh(contract['sources.import'].topics);
  }
}
