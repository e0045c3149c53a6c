/** The scripts as a person meets them, in a project folder of the test's own. */
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'casebook-scripts-'));
  cpSync(fileURLToPath(new URL('../../scripts', import.meta.url)), join(project, 'scripts'), {
    recursive: true,
  });
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function lockfile(packages: Record<string, object>): void {
  const root = { name: 'p', version: '1.0.0' };
  writeFileSync(join(project, 'package.json'), JSON.stringify(root));
  writeFileSync(
    join(project, 'package-lock.json'),
    JSON.stringify({ ...root, lockfileVersion: 3, packages: { '': root, ...packages } }),
  );
}

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs JavaScript, or a script by its path, as `node` in the project. */
function node(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const clean = { ...process.env, npm_lifecycle_event: undefined, ...env };
    execFile(process.execPath, args, { cwd: project, env: clean }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : 1;
      resolve({ code, stdout, stderr });
    });
  });
}

function evaluate(imports: string, code: string, env?: Record<string, string>): Promise<Outcome> {
  const source = `import { runScript } from './scripts/lib/terminal.mjs';
    ${imports};
    await runScript(async () => { ${code}; return 0; });`;
  writeFileSync(join(project, 'driver.mjs'), source);
  return node(['driver.mjs'], env);
}

const INSTALL = `import { ensureDependencies } from './scripts/lib/dependencies.mjs'`;

describe('npm start', () => {
  test.each([
    [['--bowser'], 'There is no option "--bowser"'],
    [['--port'], '--port needs a value after it.'],
    [['--library='], '--library needs a value after it.'],
    [['--electron', '--no-open'], '--electron does not go together with --browser'],
  ])('%j is wrong usage, said before anything is set up', async (argv, sentence) => {
    const { code, stderr, stdout } = await node(['scripts/start.mjs', ...argv]);
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(stderr).toContain(sentence);
  });

  test('--help tells its options', async () => {
    const { code, stdout } = await node(['scripts/start.mjs', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--library DIR');
  });

  test.each([
    ['linux', '{}', 1000, 'there is no display'],
    ['linux', '{DISPLAY: ":0"}', 0, 'does not run as root'],
    ['linux', '{WAYLAND_DISPLAY: "w"}', 1000, 'undefined'],
    ['darwin', '{}', 501, 'undefined'],
    ['win32', '{}', undefined, 'undefined'],
  ])('on %s with %s as user %s a window: %s', async (platform, env, user, reason) => {
    const { stdout } = await evaluate(
      `import { whyNoWindow } from './scripts/lib/electron.mjs'`,
      `console.log(String(whyNoWindow('${platform}', ${env}, ${String(user)})))`,
    );
    expect(stdout).toContain(reason);
  });
});

describe('dependencies', () => {
  test('are installed when they are missing, and then left alone', async () => {
    lockfile({});
    const first = await evaluate(INSTALL, 'await ensureDependencies()');
    expect([first.code, first.stderr]).toEqual([
      0,
      expect.stringContaining('Installing dependencies…'),
    ]);
    expect(existsSync(join(project, 'node_modules', '.casebook-lock'))).toBe(true);
    const second = await evaluate(INSTALL, 'await ensureDependencies()');
    expect([second.code, second.stderr]).toEqual([0, '']);
  });

  test('that somebody has installed by hand are accepted', async () => {
    const wanted = {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/for-another-system': { version: '2.0.0', optional: true },
    };
    lockfile(wanted);
    mkdirSync(join(project, 'node_modules'));
    writeFileSync(
      join(project, 'node_modules', '.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/a': wanted['node_modules/a'] } }),
    );
    const { code, stderr } = await evaluate(INSTALL, 'await ensureDependencies()');
    expect([code, stderr]).toEqual([0, '']);
  });

  test('that can not be had end in a sentence, not a stack trace', async () => {
    lockfile({
      'node_modules/a': {
        version: '1.0.0',
        resolved: 'http://127.0.0.1:9/a.tgz',
        integrity: 'sha512-AAAA',
      },
    });
    writeFileSync(
      join(project, 'package.json'),
      JSON.stringify({ name: 'p', version: '1.0.0', dependencies: { a: '1.0.0' } }),
    );
    const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
    lock.packages[''].dependencies = { a: '1.0.0' };
    writeFileSync(join(project, 'package-lock.json'), JSON.stringify(lock));
    const { code, stderr } = await evaluate(INSTALL, 'await ensureDependencies()', {
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_fetch_retries: '0',
      npm_config_cache: join(project, 'cache'),
    });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n').at(-1)).toMatch(
      /^The dependencies could not be installed\. The package registry could not be reached\./,
    );
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('two starts at once', () => {
  test('do the same work one after the other', async () => {
    const { stdout } = await evaluate(
      `import { withLock } from './scripts/lib/lock.mjs'`,
      `let inside = 0;
       const work = () => withLock('x', async () => {
         console.log(++inside);
         await new Promise((resolve) => setImmediate(resolve));
         inside -= 1;
       });
       await Promise.all([work(), work(), work()])`,
    );
    expect(stdout).toBe('1\n1\n1\n');
  });

  test('one that was killed does not keep others waiting', async () => {
    mkdirSync(join(project, '.cache'));
    // Larger than any process id.
    writeFileSync(join(project, '.cache', 'x.lock'), '99999999');
    const { stdout } = await evaluate(
      `import { withLock } from './scripts/lib/lock.mjs'`,
      `await withLock('x', async () => console.log('in'))`,
    );
    expect(stdout).toBe('in\n');
  });
});
