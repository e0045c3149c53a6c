import { parseArgs } from 'node:util';

export const USAGE = `Casebook in a browser window.

Usage: npm start -- --browser [--no-open] [--port N] [--library DIR]

  --no-open      print the address only; don't open a browser
  --port N       listen on this port of 127.0.0.1; when left out, on the same one
                 each time for a library, or on a free one when it is taken
  --library DIR  the library's folder; CASEBOOK_LIBRARY, or Casebook among your documents, when left out
  --help         print this
`;

export interface Arguments {
  help: boolean;
  open: boolean;
  /** 0 for a free one. */
  port: number;
  library: string | undefined;
}

/** Reads the command line; throws an error whose message is a sentence when it is wrong. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    strict: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      // Understood by `npm start`, which brings it here.
      browser: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      library: { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`A port is a number from 0 to 65535; "${values.port}" is not.`);
  }
  if (values.library === '') throw new Error('--library needs the path of a folder.');
  return { help: values.help, open: !values['no-open'], port, library: values.library };
}
