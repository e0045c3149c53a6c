/** Imports many files into a library and is killed in the middle of it, for imports.test.ts. */
import { article, drop } from './import-drop.ts';
import { openDoor } from './open.ts';

const door = await openDoor(process.argv[2] ?? '');
const files = Object.fromEntries(
  Array.from({ length: 400 }, (_, index) => [
    `${index}.txt`,
    `Report number ${index}\n\n${article(index, 200)}`,
  ]),
);
const id = await drop(door, files);
await door.call('imports.add', { id });
for (;;) {
  const { added } = await door.call('imports.get', { id });
  process.stdout.write(`${added}\n`);
  if (added > 100) process.kill(process.pid, 'SIGKILL');
}
