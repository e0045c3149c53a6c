import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '../../shared/domain.ts';
import { inTransaction, type ReadableDB, type WritableDB } from './connection.ts';

/** One stored value, parsed; undefined when it was never set. */
export function readValue(db: ReadableDB, key: string): unknown {
  const json = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const value = json.get(key);
  return value === undefined ? undefined : JSON.parse(value);
}

/** Stores one value as JSON. */
export function writeValue(db: WritableDB, key: string, value: unknown): void {
  db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(
    key,
    JSON.stringify(value),
  );
}

/** The researcher's settings; what was never set, or no longer fits, has its default. */
export function readSettings(db: ReadableDB): Settings {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const [key, schema] of Object.entries(settingsSchema.shape)) {
    const stored = schema.safeParse(readValue(db, `settings.${key}`));
    if (stored.success) settings[key] = stored.data;
  }
  return settingsSchema.parse(settings);
}

/** Stores the settings given and leaves the others. */
export function updateSettings(db: WritableDB, changes: Partial<Settings>): Settings {
  return inTransaction(db, () => {
    for (const [key, value] of Object.entries(changes)) {
      if (value !== undefined) writeValue(db, `settings.${key}`, value);
    }
    return readSettings(db);
  });
}
