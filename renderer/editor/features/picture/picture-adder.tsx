import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { COMMAND_PRIORITY_EDITOR, mergeRegister } from 'lexical';
import { useEffect, useRef } from 'react';
import { bringsPictures, keepPicture, PICTURE_ACCEPT } from './keep-picture.ts';
import {
  ADD_PICTURES_COMMAND,
  CHOOSE_PICTURE_COMMAND,
  INSERT_PICTURE_COMMAND,
} from './picture-extension.ts';

/** Takes pictures in, one after the other, and holds the field that files are chosen with. */
export function PictureAdder() {
  const [editor] = useLexicalComposerContext();
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const add = async (files: readonly File[]) => {
      for (const file of files) {
        const picture = await keepPicture(file);
        if (picture === undefined) continue;
        editor.dispatchCommand(INSERT_PICTURE_COMMAND, {
          file: picture.sha256,
          alt: '',
          caption: '',
        });
        editor.focus();
      }
    };
    // Without this the browser would not let them fall here.
    const onOver = (event: DragEvent) => {
      if (bringsPictures(event)) event.preventDefault();
    };
    return mergeRegister(
      editor.registerRootListener((root, previous) => {
        previous?.removeEventListener('dragover', onOver);
        root?.addEventListener('dragover', onOver);
      }),
      editor.registerCommand(
        ADD_PICTURES_COMMAND,
        (files) => {
          void add(files);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        CHOOSE_PICTURE_COMMAND,
        () => {
          field.current?.click();
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    );
  }, [editor]);

  return (
    <input
      ref={field}
      type="file"
      hidden
      multiple
      accept={PICTURE_ACCEPT}
      aria-label="Pictures to add"
      onChange={(event) => {
        const files = [...(event.target.files ?? [])];
        // The same file can be chosen again.
        event.target.value = '';
        if (files.length > 0) editor.dispatchCommand(ADD_PICTURES_COMMAND, files);
      }}
    />
  );
}
