/** Why a hit stands where it stands, in sentences. */
import { LEVELS, type Choice, type Level } from './plan.ts';
import { scoreOf, type MatchPlace, type ScoreParts } from './ranking.ts';

const PLACES: Readonly<Record<MatchPlace, string>> = {
  title: 'Its title or its people have all the words',
  own: 'What you wrote in it has all the words',
  tags: 'Its title, people and tags together have all the words',
  quote: 'What is highlighted has all the words',
  body: 'Its text has the words',
};

const NEARNESS: Readonly<Record<(typeof LEVELS)[number], string>> = {
  exact: 'as they were typed',
  prefix: 'at least one of them as the beginning of a longer word',
  inflected: 'at least one of them in another form',
  corrected: 'at least one of them as what may have been meant',
  far: 'at least one of them as what less likely was meant',
};

const number = (value: number) => String(Math.round(value * 100) / 100);

/** The sentences for one hit. `choices` are those that are seen in what it shows. */
export function explanationOf(
  place: MatchPlace | undefined,
  level: Level,
  parts: ScoreParts,
  choices: readonly Choice[],
): string[] {
  if (place === undefined)
    return ['Nothing but filters was asked for, so the last changed comes first.'];
  const lines = [`${PLACES[place]}, ${NEARNESS[LEVELS[level]]} (${number(parts.worth)} points).`];
  for (const { instead } of choices) {
    if (instead !== undefined)
      lines.push(`“${instead.from}” also matched ${instead.to} (${instead.how}).`);
  }
  if (parts.closeness === 'in order') lines.push('The words follow each other (0.9 points).');
  if (parts.closeness === 'close') lines.push('The words stand close together (0.6 points).');
  lines.push(
    `Relevance ${number(parts.relevance)} of 1: how rare the words are, how often they stand here, and how short it is.`,
    `${number(parts.recency)} of the way from the oldest to the newest (at most 0.09 points).`,
    `Together ${number(scoreOf(parts))} points.`,
  );
  return lines;
}
