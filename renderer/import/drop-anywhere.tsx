import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { bringsPictures } from '../editor/features/picture/keep-picture.ts';
import styles from './drop-anywhere.module.css';

interface DropAnywhereProps {
  /** Must read the drop before it first waits. */
  onDrop: (data: DataTransfer) => void;
}

function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** Pictures that are dropped on a text being written go into the text. */
function goesIntoText(event: DragEvent): boolean {
  const { target } = event;
  const isOverText =
    target instanceof Element && target.closest('[contenteditable="true"]') !== null;
  return isOverText && bringsPictures(event);
}

/** Takes files and folders dropped anywhere on the window, and says so while they are over it. */
export function DropAnywhere({ onDrop }: DropAnywhereProps) {
  const [over, setOver] = useState(false);
  const take = useRef(onDrop);
  useEffect(() => {
    take.current = onDrop;
  });

  useEffect(() => {
    const concerns = (event: DragEvent) => bringsFiles(event) && !goesIntoText(event);
    // Every element crossed is entered before the last is left: only the sum tells.
    let entered = 0;
    const show = (count: number) => {
      entered = Math.max(0, count);
      setOver(entered > 0);
    };
    const onEnter = (event: DragEvent) => concerns(event) && show(entered + 1);
    const onLeave = (event: DragEvent) => concerns(event) && show(entered - 1);
    const onOver = (event: DragEvent) => {
      if (!concerns(event)) return;
      // Without this the window would leave the notebook and show the file.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const onDropped = (event: DragEvent) => {
      show(0);
      if (!concerns(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) take.current(event.dataTransfer);
    };
    const listeners = { dragenter: onEnter, dragleave: onLeave, dragover: onOver, drop: onDropped };
    // Capturing: it comes first, and who comes later sees that the files are taken.
    for (const [name, listener] of Object.entries(listeners)) {
      window.addEventListener(name, listener as EventListener, true);
    }
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        window.removeEventListener(name, listener as EventListener, true);
      }
    };
  }, []);

  if (!over) return null;
  return (
    <div className={styles.overlay} role="status">
      <div className={styles.sheet}>
        <FileDown size={28} aria-hidden />
        <p>Drop files or folders to add them as sources</p>
      </div>
    </div>
  );
}
