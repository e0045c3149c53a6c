import type { z } from 'zod';

/**
 * Reads something remembered on this machine for convenience only (recent searches, the last export
 * options). Gives `fallback` when there is nothing, or nothing that fits the schema.
 */
export function readStored<T>(key: string, schema: z.ZodType<T>, fallback: T): T {
  try {
    const parsed = schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
    return parsed.success ? parsed.data : fallback;
  } catch {
    // Storage is switched off, or what it holds is no JSON: the same as nothing remembered.
    return fallback;
  }
}

/** Remembers something on this machine; says whether that was possible. */
export function writeStored(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
