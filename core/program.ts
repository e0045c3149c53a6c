/** Where the program's own files are, for the hosts; and where a person's documents are. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Program {
  version: string;
  /** Absolute path of resources/. */
  resourcesFolder: string;
  /** Absolute path of the built renderer; null when there is none. */
  rendererFolder: string | null;
  /** Absolute path of the built preload script of the desktop host. */
  preloadFile: string;
}

/**
 * Finds the program around one of its files, given by its `import.meta.url`: the nearest folder
 * above that has both a package.json and resources/. The same for the sources and for what is built.
 */
export function findProgram(from: string): Program {
  let folder = dirname(fileURLToPath(from));
  while (!existsSync(join(folder, 'package.json')) || !existsSync(join(folder, 'resources'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`Casebook's own files are not around ${from}.`);
    folder = parent;
  }
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : '';
  const renderer = join(folder, 'out', 'renderer');
  return {
    version,
    resourcesFolder: join(folder, 'resources'),
    rendererFolder: existsSync(join(renderer, 'index.html')) ? renderer : null,
    preloadFile: join(folder, 'out', 'preload', 'preload.cjs'),
  };
}

/** The documents folder as Windows has it in the registry: people move it, OneDrive does too. */
function windowsDocuments(home: string): string | undefined {
  const key = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders';
  try {
    const shown = execFileSync('reg', ['query', key, '/v', 'Personal'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const value = /REG_(?:EXPAND_)?SZ\s+(.+?)\s*$/m.exec(shown)?.[1];
    return value?.replace(/%USERPROFILE%/i, home);
  } catch {
    // Without an answer the usual place is the right one.
    return undefined;
  }
}

/** The documents folder as a Linux desktop has it (freedesktop.org: xdg-user-dirs). */
function xdgDocuments(home: string, env: NodeJS.ProcessEnv): string | undefined {
  const file = join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'user-dirs.dirs');
  if (!existsSync(file)) return undefined;
  const value = /^XDG_DOCUMENTS_DIR="(.+)"$/m.exec(readFileSync(file, 'utf8'))?.[1];
  const path = value?.replace(/^\$HOME/, home);
  // "$HOME/" alone stands for a folder that has been switched off.
  return path?.replace(/\/+$/, '') === home ? undefined : path;
}

/** The absolute path of the user's documents folder; it need not exist. */
export function documentsFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = homedir();
  const own =
    platform === 'win32'
      ? windowsDocuments(home)
      : platform === 'linux'
        ? xdgDocuments(home, env)
        : undefined;
  return own ?? join(home, 'Documents');
}
