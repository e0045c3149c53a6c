import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../ui/button.tsx';
import styles from './file-drop.module.css';

interface FileDropProps {
  onFiles: (files: File[]) => void;
  /** Smaller, beside a list of files that are there already. */
  more: boolean;
}

/** Chooses files; says that they can be dropped as well, which the whole dialog takes. */
export function FileDrop({ onFiles, more }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.drop} data-more={more || undefined}>
      <FileUp size={18} aria-hidden />
      <p>{more ? 'Drop more files here, or' : 'Drop text, Markdown or HTML files here, or'}</p>
      <Button onClick={() => input.current?.click()}>Choose files…</Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to add"
        accept=".txt,.text,.md,.markdown,.html,.htm,text/plain,text/markdown,text/html"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // So that choosing the same file again is a change again.
          event.target.value = '';
        }}
      />
    </div>
  );
}
