/** The folder boundaries, as the linter sees them. */
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({
  cwd: root,
  // What needs types is not at stake here, and would take long.
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { project: null } } },
  ],
});

async function problems(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}/${filePath}` });
  return result!.messages.map(({ ruleId, message }) => `${ruleId ?? 'parser'}: ${message}`);
}

const IMPORTS = 'no-restricted-imports';

describe('what a folder may not do', () => {
  test.each([
    ['core/a.ts', `import 'electron';`, IMPORTS, 'Only electron/ may import Electron'],
    ['core/calls/a.ts', `import '../../renderer/a.ts';`, IMPORTS, 'Share it in shared/'],
    ['core/a.ts', `import '../browser/a.ts';`, IMPORTS, 'The core knows no host'],
    ['core/a.ts', `import 'better-sqlite3';`, IMPORTS, 'core/store'],
    ['core/a.ts', 'console.log(1);', 'no-console', ''],
    ['core/a.ts', 'export const q = `  SELECT 1 FROM a`;', 'no-restricted-syntax', 'core/store'],
    ['renderer/a.tsx', `import '../core/a.ts';`, IMPORTS, 'renderer/api/client.ts'],
    ['renderer/ui/a.ts', `import '../../cli/a.ts';`, IMPORTS, 'renderer/api/client.ts'],
    ['renderer/a.ts', `import 'node:fs';`, IMPORTS, 'there is no Node'],
    ['shared/a.ts', `import 'node:fs';`, IMPORTS, 'there is no Node'],
    ['shared/a.ts', `import '../core/a.ts';`, IMPORTS, 'imports only itself'],
    ['shared/a.ts', `import 'react';`, IMPORTS, 'zod only'],
    ['browser/a.ts', `import '../cli/a.ts';`, IMPORTS, 'Hosts do not share code'],
    ['browser/a.ts', `export const q = 'PRAGMA user_version';`, 'no-restricted-syntax', ''],
    ['electron/a.ts', `import '../renderer/a.ts';`, IMPORTS, 'Share it in shared/'],
    ['core/a.ts', 'export default 1;', 'no-restricted-exports', ''],
    ['core/a.ts', 'export const a = (b: any) => b;', '@typescript-eslint/no-explicit-any', ''],
    ['scripts/a.mjs', `import 'zod';`, IMPORTS, 'before anything is installed'],
  ])('%s: %s', async (file, code, rule, message) => {
    const found = await problems(file, code);
    expect(found.filter((one) => one.startsWith(rule))).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['core/store/a.ts', `import 'better-sqlite3';\nexport const q = 'SELECT 1';`],
    ['core/a.ts', `import 'node:fs';\nimport '../shared/a.ts';\nimport 'hono';`],
    ['renderer/a.tsx', `import '../shared/a.ts';\nexport const label = 'Create a case file';`],
    ['electron/a.ts', `import 'electron';\nimport '../core/a.ts';`],
    ['shared/a.ts', `import 'zod';\nimport './b.ts';`],
    ['cli/commands/a.ts', `import '../format.ts';\nimport '../../shared/a.ts';`],
    ['scripts/a.mjs', `import 'node:fs';\nimport './lib/a.mjs';`],
  ])('%s is in order', async (file, code) => {
    expect(await problems(file, code)).toEqual([]);
  });
});
