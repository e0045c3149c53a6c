import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import type { ExportOptions } from '../../shared/domain.ts';
import { invoke, messageOf } from '../api/client.ts';
import { openPages } from '../reader/pages/pdf-js.ts';
import type { PageSize } from '../reader/pages/use-pages.ts';
import { followJob } from './follow-job.ts';

/** Options that change faster than this are set once, as they are at last. */
const REST_MS = 180;

export interface Shown {
  pdf: PDFDocumentProxy;
  size: PageSize;
}

export interface Preview {
  /** The pages that were set last; they stay until newer ones are there. */
  shown: Shown | undefined;
  /** Whether newer pages are on their way. */
  setting: boolean;
  failure: string | undefined;
}

interface Settled {
  shown: Shown | undefined;
  /** Of the options that `shown` or the failure is of; undefined before the first. */
  key: string | undefined;
  failure?: string;
}

async function openAt(path: string): Promise<Shown> {
  const pdf = await (await openPages(path)).promise;
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
  return { pdf, size: { width, height } };
}

/** Has the pages set whenever the options change, and gives up those that are out of date. */
export function usePreview(caseId: string, options: ExportOptions | undefined): Preview {
  const key = `${caseId} ${JSON.stringify(options)}`;
  const [preview, setPreview] = useState<Settled>({ shown: undefined, key: undefined });

  useEffect(() => {
    if (options === undefined) return undefined;
    let live = true;
    let jobId: string | undefined;
    let stopFollowing: (() => void) | undefined;
    const fail = (failure: string) => {
      if (live) setPreview(({ shown }) => ({ shown, key, failure }));
    };
    const show = (path: string, isCover: boolean) => {
      openAt(path).then(
        (shown) => {
          if (!live) return void shown.pdf.loadingTask.destroy();
          setPreview((before) => {
            // A cover alone is nothing to put in the place of all pages.
            if (!isCover) return { shown, key };
            if (before.shown === undefined) return { ...before, shown };
            void shown.pdf.loadingTask.destroy();
            return before;
          });
        },
        (error: unknown) => fail(messageOf(error)),
      );
    };
    const begin = async () => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const reply = await invoke('exports.preview', { caseId, options, timeZone });
      if (!reply.ok) return fail(reply.error.message);
      jobId = reply.value.id;
      if (!live) return void invoke('jobs.cancel', { id: jobId });
      let hasCover = false;
      stopFollowing = followJob(
        jobId,
        (job) => {
          if (job.state === 'failed') fail(job.error?.message ?? 'The pages could not be set.');
          if (job.result === undefined || (job.state === 'running' && hasCover)) return;
          hasCover = true;
          show(job.result.path, job.state === 'running');
        },
        fail,
      );
    };
    const timer = setTimeout(() => void begin(), REST_MS);
    return () => {
      live = false;
      clearTimeout(timer);
      stopFollowing?.();
      if (jobId !== undefined) void invoke('jobs.cancel', { id: jobId });
    };
    // The key says all that the options say.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [caseId, key]);

  const { shown } = preview;
  useEffect(() => () => void shown?.pdf.loadingTask.destroy(), [shown]);
  const isSettled = preview.key === key;
  return { shown, setting: !isSettled, failure: isSettled ? preview.failure : undefined };
}
