/** What a change can be about; windows ask again for what they show of it. */
export const TOPICS = [
  'library',
  'settings',
  'labels',
  'cases',
  'sources',
  'highlights',
  'notes',
  'tags',
  'trash',
  'history',
  'imports',
  'searches',
  'recents',
] as const;
export type Topic = (typeof TOPICS)[number];
