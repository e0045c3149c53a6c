import { useEffect, useRef } from 'react';
import type { CommandId } from '../../shared/commands.ts';

/** Does the command; returning false says that it did not apply, and the next handler is asked. */
export type CommandHandler = (event?: Event) => unknown;

const handlers = new Map<CommandId, CommandHandler[]>();

/** Runs a command by the handler that was mounted last; says whether one was there. */
export function runCommand(id: CommandId, event?: Event): boolean {
  const stack = handlers.get(id) ?? [];
  for (const handler of [...stack].reverse()) {
    if (handler(event) !== false) return true;
  }
  return false;
}

/** Says whether any part of the window now on screen can do the command. */
export function canRun(id: CommandId): boolean {
  return (handlers.get(id)?.length ?? 0) > 0;
}

/** Makes a component the one that does a command while it is mounted and `enabled`. */
export function useCommand(id: CommandId, handler: CommandHandler, enabled = true): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const own: CommandHandler = (event) => latest.current(event);
    handlers.set(id, [...(handlers.get(id) ?? []), own]);
    return () => {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter((other) => other !== own),
      );
    };
  }, [id, enabled]);
}
