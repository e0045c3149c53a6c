import { extname, join } from 'node:path';

/** Where an export's result lies until the program ends; `name` is what it will be saved as. */
export function resultPath(temporary: string, jobId: string, name: string): string {
  return join(temporary, jobId + extname(name));
}
