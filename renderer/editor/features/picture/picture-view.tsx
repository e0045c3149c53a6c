import { useState, type ReactNode } from 'react';
import { ROUTES } from '../../../../shared/routes.ts';
import prose from '../../prose.module.css';
import { missingText } from './picture-node.ts';

interface PictureViewProps {
  /** SHA-256 of the file in files/. */
  file: string;
  alt: string;
  /** Share of the column in percent. */
  width: number | undefined;
  caption: ReactNode;
}

/** A picture outside the editor. One whose file is gone says so. */
export function PictureView({ file, alt, width, caption }: PictureViewProps) {
  const [missing, setMissing] = useState(false);
  return (
    <figure className={prose.picture} data-missing={missing ? '' : undefined}>
      <div style={width === undefined ? undefined : { width: `${width}%` }}>
        <img src={ROUTES.file(file)} alt={alt} onError={() => setMissing(true)} />
      </div>
      {missing && <p>{missingText({ alt })}</p>}
      {caption !== undefined && <figcaption>{caption}</figcaption>}
    </figure>
  );
}
