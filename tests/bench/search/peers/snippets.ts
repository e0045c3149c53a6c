import { wordsOf } from '../queries.ts';
import type { Fts5 } from './fts5.ts';
import type { PeerQuery } from './peer.ts';

const LENGTH = 160;
const LEAD = 48;

/** Titles and snippets for what a peer found, out of a table of texts; of a phrase, what holds it. */
export function shownOf(
  texts: Fts5,
  ids: readonly number[],
  { text, kind }: PeerQuery,
  limit: number,
) {
  const words = text.split(' ').filter(Boolean);
  const phrase = ` ${words.join(' ')} `;
  const shown: Array<{ id: number; title: string; snippet: string }> = [];
  for (const id of ids) {
    const { title, body } = texts.text(id);
    if (kind === 'phrase' && !` ${wordsOf(`${title} ${body}`).join(' ')} `.includes(phrase))
      continue;
    const small = body.toLowerCase();
    const at = Math.max(0, ...words.map((word) => small.indexOf(word)));
    const start = Math.max(0, at - LEAD);
    shown.push({ id, title, snippet: body.slice(start, start + LENGTH) });
    if (shown.length === limit) break;
  }
  return shown;
}
