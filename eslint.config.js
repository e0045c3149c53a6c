import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The walls between the folders: what a folder may not import, and what to import instead. */
const HOSTS = ['electron', 'browser', 'cli'];

/**
 * Patterns that forbid imports from folders beside one's own.
 * @param {readonly string[]} folders
 * @param {string} message
 */
const wall = (folders, message) => ({
  regex: `^(\\.\\./)+(${folders.join('|')})/`,
  message,
});

const NO_ELECTRON = {
  regex: '^electron$',
  message: 'Only electron/ may import Electron. Pass what is needed as an argument.',
};
const NO_SQLITE = {
  regex: '^better-sqlite3$',
  message: 'SQL lives in core/store only: import a function of core/store/<noun>.ts instead.',
};
const NO_NODE = {
  regex: '^node:',
  message: 'This also runs in the window, where there is no Node. Put it in core/ behind a call.',
};
const NO_CORE = wall(
  ['core', ...HOSTS],
  'The window reaches the notebook through the contract only: import invoke from renderer/api/client.ts.',
);
const NO_WINDOW = wall(
  ['renderer'],
  'Nothing but the window imports renderer/. Share it in shared/.',
);

/** Text that begins like a statement of SQL. */
const SQL = '^\\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\\s';
const SQL_MESSAGE = 'SQL lives in core/store only: write a function in core/store/<noun>.ts.';

/** @param {...object} patterns */
const restrict = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns }],
});

const EVERY_RULE = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
  // An arrow function that hands on a call's void says nothing less than one with braces.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // Objects of functions are taken apart freely: hardly anything here has a `this`.
  '@typescript-eslint/unbound-method': 'off',
  // Spreading a string into its code points is what is meant wherever it is done.
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  // A type parameter that names a reply's type is worth having even when it is used once.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // Types say what should be there; what came over a wire or from a file is looked at all the same.
  '@typescript-eslint/no-unnecessary-condition': 'off',
  'no-empty': 'error',
  eqeqeq: 'error',
};

const NAMED_EXPORTS = {
  'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
};

const NO_SQL = {
  'no-restricted-syntax': [
    'error',
    { selector: `Literal[value=/${SQL}/]`, message: SQL_MESSAGE },
    { selector: `TemplateElement[value.raw=/${SQL}/]`, message: SQL_MESSAGE },
  ],
};

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'out/',
      '.cache/',
      '.vitest/',
      'test-results/',
      'tests/fixtures/import/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.node.json', 'tsconfig.web.json', 'tsconfig.test.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: { ...EVERY_RULE, ...NAMED_EXPORTS },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      ...NO_SQL,
      ...restrict(
        NO_ELECTRON,
        NO_SQLITE,
        NO_NODE,
        {
          regex: '^(?!\\.|node:|electron$|better-sqlite3$|zod$)',
          message: 'shared/ is pure: beside its own files it imports zod only.',
        },
        wall(
          ['core', 'renderer', ...HOSTS],
          'shared/ is what both sides need: it imports only itself.',
        ),
      ),
    },
  },
  {
    files: ['core/**/*.ts'],
    rules: {
      'no-console': 'error',
      ...restrict(
        NO_ELECTRON,
        NO_SQLITE,
        NO_WINDOW,
        wall(HOSTS, 'The core knows no host. What a host must give it is an argument.'),
      ),
    },
  },
  { files: ['core/**/*.ts'], ignores: ['core/store/**'], rules: NO_SQL },
  {
    files: ['core/store/**/*.ts'],
    rules: restrict(
      NO_ELECTRON,
      NO_WINDOW,
      wall(HOSTS, 'The core knows no host. What a host must give it is an argument.'),
    ),
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      ...NO_SQL,
      ...restrict(NO_ELECTRON, NO_SQLITE, NO_NODE, NO_CORE),
      // Only tells that the React compiler, which is not used, would leave a component alone.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    files: ['browser/**/*.ts', 'cli/**/*.ts'],
    rules: {
      ...NO_SQL,
      ...restrict(
        NO_ELECTRON,
        NO_SQLITE,
        NO_WINDOW,
        wall(HOSTS, 'Hosts do not share code. A rule of the notebook belongs in core/.'),
      ),
    },
  },
  {
    files: ['electron/**/*.ts'],
    rules: {
      ...NO_SQL,
      ...restrict(
        NO_SQLITE,
        NO_WINDOW,
        wall(HOSTS, 'Hosts do not share code. A rule of the notebook belongs in core/.'),
      ),
    },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      // What a test reads from JSON it asserts on the next line.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['scripts/**/*.mjs'],
    rules: {
      eqeqeq: 'error',
      'no-undef': 'off',
      'no-unused-vars': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^[^.](?!ode:)',
              message: 'Scripts run before anything is installed: node: only.',
            },
          ],
        },
      ],
    },
  },
);
