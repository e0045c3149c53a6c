/** Files whose ending promises an office document and that are something else. */
import { Refusal } from '../../shared/result.ts';
import { binaryKind } from './file-kind.ts';
import { readHtml } from './html.ts';
import { isOle, refuseOle } from './office-refusals.ts';
import { nameInSentence, type ReadOptions, type ReadRequest, type ReadSource } from './reader.ts';
import { readText } from './text.ts';

/** Says by its beginning whether a file is a web page, as old programs save under `.doc`. */
function isPage(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  return /<(?:!doctype\s+html|html|head|body|meta)\b/i.test(head);
}

/**
 * Reads a file that is no `expected` ("Word document") as what it is: a web page or plain text, with
 * a warning. Throws a `Refusal` that says what it is when it is neither.
 */
export function readMislabelled(
  request: ReadRequest,
  options: ReadOptions | undefined,
  expected: string,
): ReadSource {
  const { name, bytes } = request;
  if (isOle(bytes)) refuseOle(bytes, name);
  const kind = binaryKind(bytes);
  if (kind !== undefined) {
    throw new Refusal(
      'unsupported-format',
      `${nameInSentence(name)} is not a ${expected} but ${kind}. Give it the ending of what it is, or save it again from its program.`,
    );
  }
  const [read, what] = isPage(bytes)
    ? ([readHtml, 'a web page'] as const)
    : ([readText, 'plain text'] as const);
  const warning = `${nameInSentence(name)} is not a ${expected}: it was read as ${what}.`;
  const source = read(request, options);
  return { ...source, warnings: [warning, ...source.warnings] };
}
