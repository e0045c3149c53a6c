import type { ReactNode } from 'react';
import type { SearchReply } from '../../shared/domain.ts';
import { NothingFound } from './nothing-found.tsx';
import { PaletteMessage } from './palette-message.tsx';

interface PaletteNoticeProps {
  /** Commands are looked for, not things of the library. */
  commands: boolean;
  searching: boolean;
  failure: string | undefined;
  reply: SearchReply | undefined;
  /** The query that the reply answers. */
  answered: string;
  query: string;
  /** Whether there is anything to choose. */
  empty: boolean;
  /** Takes off what narrows the search; absent when nothing does. */
  widen: (() => void) | undefined;
  onQuery: (query: string) => void;
}

/** What the palette says under its results, or in their place. */
export function PaletteNotice(props: PaletteNoticeProps): ReactNode {
  const { commands, searching, failure, reply, answered, query, empty, widen, onQuery } = props;
  if (searching && failure !== undefined) return <PaletteMessage alert>{failure}</PaletteMessage>;
  if (commands) {
    if (!empty) return null;
    return <PaletteMessage>No command that can be used here has this name.</PaletteMessage>;
  }
  if (searching && reply !== undefined) {
    if (reply.hits.length > 0) return null;
    const { failing = [] } = reply;
    return (
      <PaletteMessage action={widen && { label: 'Search everything', run: widen }}>
        Nothing {widen ? 'here ' : ''}matches “{answered.trim()}”.
        {failing.length > 0 ? (
          <NothingFound query={query} failing={failing} onQuery={onQuery} />
        ) : (
          ' Try fewer words, or another form of one.'
        )}
      </PaletteMessage>
    );
  }
  if (searching || !empty) return null;
  return (
    <PaletteMessage>
      Finds titles, texts, highlights, comments, notes, case files and tags as you type. What you
      open is listed here the next time.
    </PaletteMessage>
  );
}
