/**
 * A notebook that is written to without end, in a process of its own that is meant to be killed.
 * Arguments: the library's folder, and a number to draw chances from.
 */
import { openDoor } from './open.ts';

const WORDS = ['kursk', 'winter', 'étude', 'Straße', 'ёлка', '군인', '北韓'];
const TAGS = ['alpha', 'omega'];

const [folder = '', seed = '1'] = process.argv.slice(2);
let state = Number(seed);

/** A whole number below `below`, from a generator of congruences that comes out the same every time. */
function chance(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

function words(most: number): string {
  return Array.from({ length: 1 + chance(most) }, () => WORDS[chance(WORDS.length)]).join(' ');
}

const door = await openDoor(folder);
process.send?.('open');

for (let round = 0; ; round += 1) {
  const sources = await door.call('sources.list', {});
  const notes = await door.call('notes.list', {});
  const source = sources[chance(sources.length)];
  const note = notes[chance(notes.length)];
  switch (chance(7)) {
    case 0:
      await door.call('sources.paste', { text: `${words(300)}\n\n${words(20)}`, title: words(3) });
      break;
    case 1:
      await door.call('notes.create', { title: words(3) });
      break;
    case 2:
      if (source === undefined) break;
      await door.call('sources.revise', {
        id: source.id,
        by: { edits: [{ start: 0, end: 0, text: `${words(5)} ` }] },
      });
      break;
    case 3:
      if (source === undefined) break;
      await door.call('sources.update', { id: source.id, csl: { title: words(3) } });
      break;
    case 4:
      if (source === undefined) break;
      await door.call('tags.set', {
        kind: 'source',
        id: source.id,
        tags: TAGS.slice(chance(3)),
      });
      break;
    case 5:
      if (note === undefined) break;
      await door.call('trash.put', { kind: 'note', id: note.id });
      break;
    default:
      await door.call('history.undo', {});
  }
  // A parent that lets it live is told how far it is.
  process.send?.(round);
}
