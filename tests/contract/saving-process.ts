/** Saves notes one after another, prints each title once it is saved, and kills itself. */
import { writeSync } from 'node:fs';
import { openDoor } from './open.ts';

const SAVES = 40;
const door = await openDoor(process.argv[2] ?? '');
for (let saved = 1; ; saved += 1) {
  const title = `survivor${saved}`;
  const asked = door.call('notes.create', { title });
  // Once enough is saved, the kill comes in the middle of one more save.
  if (saved > SAVES) process.kill(process.pid, 'SIGKILL');
  await asked;
  writeSync(1, `${title}\n`);
}
