import { useState, type DragEvent } from 'react';
import { dropTarget } from './order.ts';

interface Over {
  id: string;
  half: 'upper' | 'lower';
}

/** What a row needs to be dragged to another place of its list. */
export interface DragProps {
  draggable: boolean;
  'data-drop': Over['half'] | undefined;
  'data-dragged': boolean | undefined;
  onDragStart: (event: DragEvent) => void;
  onDragOver: (event: DragEvent) => void;
  onDragEnd: () => void;
  onDrop: (event: DragEvent) => void;
}

/**
 * Reordering by drag: `onMove` is told the item and the one it goes before, null for the end. It is
 * never the only way; every list has Alt and the arrows as well.
 */
export function useDragOrder(
  ids: readonly string[],
  onMove: ((id: string, before: string | null) => void) | undefined,
): (id: string) => DragProps {
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<Over>();

  function placeOf(event: DragEvent, id: string): Over {
    const box = event.currentTarget.getBoundingClientRect();
    return { id, half: event.clientY < box.top + box.height / 2 ? 'upper' : 'lower' };
  }

  function end(): void {
    setDragged(undefined);
    setOver(undefined);
  }

  return (id) => ({
    draggable: onMove !== undefined,
    'data-drop': over?.id === id ? over.half : undefined,
    'data-dragged': dragged === id || undefined,
    onDragStart: (event) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', '');
      setDragged(id);
    },
    onDragOver: (event) => {
      if (dragged === undefined) return;
      event.preventDefault();
      const place = placeOf(event, id);
      const goes = dropTarget(ids, dragged, place.id, place.half) !== undefined;
      setOver((now) =>
        goes ? (now?.id === place.id && now.half === place.half ? now : place) : undefined,
      );
    },
    onDragEnd: end,
    onDrop: (event) => {
      if (dragged === undefined) return;
      event.preventDefault();
      const place = placeOf(event, id);
      const before = dropTarget(ids, dragged, place.id, place.half);
      end();
      if (before !== undefined) onMove?.(dragged, before);
    },
  });
}
