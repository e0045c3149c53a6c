/**
 * A process of its own, in a network namespace of its own where every address leads back to it:
 * imports all fixtures, reads and searches them, prints some, and says on standard output what the
 * system counted of sockets and packets meanwhile, of all threads. Ends by proving that it counts.
 *
 * Takes the folder for the library.
 */
import { lookup } from 'node:dns/promises';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { addAll, drop, itemsOf, until } from './import-drop.ts';
import { finished, openDoor } from './open.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/import');

/** What the system has counted in this namespace since it began. */
interface Traffic {
  /** TCP connections that were begun. */
  connections: number;
  /** UDP datagrams that were sent, such as questions for names. */
  datagrams: number;
  packets: number;
}

/** A column of /proc/net/snmp by its name. */
function snmp(kind: string, column: string): number {
  const lines = readFileSync('/proc/net/snmp', 'utf8').split('\n');
  const [names = '', values = ''] = lines.filter((line) => line.startsWith(`${kind}:`));
  return Number(values.split(' ')[names.split(' ').indexOf(column)]);
}

function traffic(): Traffic {
  const loopback = /\blo:\s*(.+)/.exec(readFileSync('/proc/net/dev', 'utf8'))?.[1] ?? '';
  return {
    connections: snmp('Tcp', 'ActiveOpens'),
    datagrams: snmp('Udp', 'OutDatagrams'),
    // Received and sent packets are the second and the tenth number.
    packets: Number(loopback.split(/\s+/)[1]) + Number(loopback.split(/\s+/)[9]),
  };
}

/** Whatever waits longer than this is not waiting for something that will come. */
const patience = (milliseconds: number) => AbortSignal.timeout(milliseconds);

async function provoke(): Promise<void> {
  await lookup('tracker.example').catch(() => undefined);
  await new Promise<void>((resolve) => {
    const socket = connect(9, '192.0.2.1');
    socket.once('error', () => resolve()).once('connect', () => resolve());
    patience(5000).addEventListener('abort', () => resolve());
  }).finally(() => undefined);
}

const [folder = ''] = process.argv.slice(2);
const door = await openDoor(folder);
const begun = traffic();

const paths = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => statSync(path).size < 5_000_000);
const files = Object.fromEntries(
  paths.map((path) => [path.slice(FIXTURES.length + 1), new Uint8Array(readFileSync(path))]),
);
const session = await drop(door, files);
await until(door, session, 'ready');
const items = await itemsOf(door, session);
const report = await addAll(door, session, { newCase: { title: 'Everything' } });

const sources = await door.call('sources.list', {});
for (const { id } of sources) await door.call('sources.get', { id });
let hits = 0;
for (const query of ['tracker', 'the', 'javascript', 'https', '"of the"', 'наука']) {
  hits += (await door.call('search.find', { query })).total;
}
const everything = (await door.call('cases.list', {})).find(({ title }) => title === 'Everything');
const { id } = await door.call('exports.create', {
  ...(everything === undefined ? {} : { caseId: everything.id }),
  format: 'pdf',
});
const pdf = await finished(door, id);
const done = traffic();
await door.library.close();
await provoke();
const provoked = traffic();

process.stdout.write(
  JSON.stringify({
    files: paths.length,
    read: items.filter(({ standing }) => standing !== 'failed').length,
    failed: items.filter(({ standing }) => standing === 'failed').length,
    added: report.added.length,
    hits,
    pdf: pdf.state,
    during: {
      connections: done.connections - begun.connections,
      datagrams: done.datagrams - begun.datagrams,
      packets: done.packets - begun.packets,
    },
    provoked: {
      connections: provoked.connections - done.connections,
      datagrams: provoked.datagrams - done.datagrams,
      packets: provoked.packets - done.packets,
    },
  }),
);
process.exit(0);
