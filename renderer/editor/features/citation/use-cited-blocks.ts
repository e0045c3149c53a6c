import { useMemo } from 'react';
import type { Block } from '../../../../shared/document.ts';
import {
  richTextToBlocks,
  type RichText,
  type RichTextNode,
} from '../../../../shared/rich-text.ts';
import { useCall } from '../../../api/use-call.ts';
import { usePlace } from '../../../shell/use-place.ts';

const NOTHING: RichText = { root: { type: 'root', version: 1, children: [] } };

/** Whether a text cites anything, in its footnotes too. */
function cites(node: RichTextNode): boolean {
  return JSON.stringify(node).includes('"type":"citation"');
}

/** The blocks of a text that is only read, with its citations as the editor shows them. */
export function useCitedBlocks(body: RichText): readonly Block[] {
  const { caseId } = usePlace();
  const blocks = useMemo(() => richTextToBlocks(body), [body]);
  const enabled = useMemo(() => cites(body.root), [body]);
  // What is asked is the name under which the answer is kept: a long text is none where none is asked.
  const set = useCall('citations.body', { body: enabled ? body : NOTHING, caseId }, { enabled });
  return enabled ? (set.data ?? blocks) : blocks;
}
