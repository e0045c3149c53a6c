import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from './open.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.dispose());

/** How a command gets a network of its own; as somebody else than root inside a user namespace. */
const WAYS = [
  ['--net', '--mount'],
  ['--map-root-user', '--net', '--mount'],
];

function wayIntoNamespace(): string[] | string {
  if (process.platform !== 'linux') return 'network namespaces are of Linux';
  const probe = 'ip link set lo up && ip route add local default dev lo';
  const failures = WAYS.map((way) => ({
    way,
    run: spawnSync('unshare', [...way, 'sh', '-c', probe], { encoding: 'utf8' }),
  }));
  const works = failures.find(({ run }) => run.status === 0);
  if (works !== undefined) return works.way;
  const [last] = failures.slice(-1);
  return last?.run.error?.message ?? last?.run.stderr.trim() ?? 'unshare failed';
}

const way = wayIntoNamespace();
if (typeof way === 'string') {
  console.log(`The test that nothing reaches the network is skipped: ${way}.`);
}

/** Every address leads to this machine itself, and names are asked for here. */
const SCRIPT = `
ip link set lo up
ip route add local default dev lo
mount --bind "$1" /etc/resolv.conf || exit 7
shift
exec "$@"
`;

test.skipIf(typeof way === 'string')(
  'importing, reading, searching and printing all fixtures opens no socket and asks for no name',
  { timeout: 600_000 },
  async () => {
    const resolver = join(folder.path, 'resolv.conf');
    writeFileSync(resolver, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
    const script = join(import.meta.dirname, 'quiet-process.ts');
    const { stdout } = await promisify(execFile)(
      'unshare',
      [
        ...[way].flat(),
        'sh',
        '-c',
        SCRIPT,
        'sh',
        resolver,
        process.execPath,
        script,
        join(folder.path, 'library'),
      ],
      { maxBuffer: 10_000_000 },
    );
    const told = JSON.parse(stdout) as Record<string, unknown>;
    console.log(stdout);
    expect(told.during).toEqual({ connections: 0, datagrams: 0, packets: 0 });
    // The same counters see one connection and one question for a name.
    expect(told.provoked).toMatchObject({ connections: 1 });
    expect((told.provoked as { datagrams: number }).datagrams).toBeGreaterThan(0);
    expect(told.files).toBeGreaterThan(100);
    expect(told.added).toBeGreaterThan(50);
    expect(told.hits).toBeGreaterThan(0);
    expect(told.pdf).toBe('done');
  },
);
