import { COMMANDS, type CommandId } from '../../shared/commands.ts';
import { desktopHost } from './host.ts';

/** What commands would do now, where that is more than their name says: "Undo: Renamed …". */
let labels: Readonly<Partial<Record<CommandId, string>>> = {};

/** Sets what commands would do now, here and in the menu bar of the desktop. */
export function showCommandLabels(next: Readonly<Partial<Record<CommandId, string>>>): void {
  labels = next;
  desktopHost()?.showLabels?.(next);
}

/** What a command is called now. */
export function commandLabel(id: CommandId): string {
  return labels[id] ?? COMMANDS[id].label;
}
