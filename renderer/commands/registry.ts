import { useEffect, useRef } from 'react';
import type { CommandId } from '../../shared/commands.ts';
import { useInActiveHalf } from '../shell/split/half.ts';

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

/**
 * Makes a component the one that does a command while it is mounted, `enabled`, and of two halves in
 * the active one.
 */
export function useCommand(id: CommandId, handler: CommandHandler, enabled = true): void {
  const latest = useRef(handler);
  const active = useInActiveHalf();
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled || !active) return undefined;
    const own: CommandHandler = (event) => latest.current(event);
    handlers.set(id, [...(handlers.get(id) ?? []), own]);
    return () => {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter((other) => other !== own),
      );
    };
  }, [id, enabled, active]);
}
