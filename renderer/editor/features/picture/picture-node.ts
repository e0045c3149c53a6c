import {
  $applyNodeReplacement,
  addClassNamesToElement,
  type DecoratorNode,
  type DOMConversionMap,
  type DOMConversionOutput,
  type EditorConfig,
  type LexicalNode,
  type LexicalParseJSON,
  type NodeKey,
  type SerializedLexicalNode,
  type Spread,
} from 'lexical';
import { DrawnNode } from '../../drawn-node.ts';
import { ROUTES } from '../../../../shared/routes.ts';

export interface PictureContent {
  /** SHA-256 of the file in files/. */
  file: string;
  alt: string;
  caption: string;
  /** Share of the column in percent; the picture's own size when absent. */
  width?: number | undefined;
}

export type SerializedPictureNode = Spread<PictureContent, SerializedLexicalNode>;

/** On the element of a pasted picture that is kept already: its SHA-256. */
export const PICTURE_ATTRIBUTE = 'data-picture';

/** The narrowest that a picture can be made, in percent of the column. */
export const MIN_WIDTH = 10;

const EMPTY: PictureContent = { file: '', alt: '', caption: '' };

/** A width in percent as it is stored: whole, and neither too narrow nor wider than the column. */
export function storedWidth(percent: number): number {
  return Math.round(Math.min(100, Math.max(MIN_WIDTH, percent)));
}

/** What is shown in place of a picture whose file is gone. */
export function missingText({ alt }: Pick<PictureContent, 'alt'>): string {
  const what = alt === '' ? 'A picture' : `The picture “${alt}”`;
  return `${what} can’t be shown: its file is missing from the library’s folder, or damaged.`;
}

/** A picture with its caption: one block, drawn without React. */
export class PictureNode extends DrawnNode {
  __picture: PictureContent;

  static override getType(): string {
    return 'picture';
  }

  static override clone(node: PictureNode): PictureNode {
    return new PictureNode(node.__picture, node.__key);
  }

  static override importJSON(
    serialized: Parameters<typeof DecoratorNode.importJSON>[0],
  ): PictureNode {
    return $createPictureNode(EMPTY).updateFromJSON(serialized);
  }

  static override importDOM(): DOMConversionMap {
    return {
      img: (element) =>
        /^[0-9a-f]{64}$/.test(element.getAttribute(PICTURE_ATTRIBUTE) ?? '')
          ? { conversion: $pictureOfElement, priority: 1 }
          : null,
    };
  }

  constructor(picture: PictureContent = EMPTY, key?: NodeKey) {
    super(key);
    this.__picture = picture;
  }

  override updateFromJSON(serialized: LexicalParseJSON<SerializedPictureNode>): this {
    const self = super.updateFromJSON(serialized).getWritable();
    const { file, alt, caption, width } = serialized;
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    self.__picture = {
      file: text(file),
      alt: text(alt),
      caption: text(caption),
      ...(typeof width === 'number' ? { width } : {}),
    };
    return self;
  }

  override exportJSON(): SerializedPictureNode {
    const { width, ...picture } = this.getPicture();
    return { ...super.exportJSON(), ...picture, ...(width === undefined ? {} : { width }) };
  }

  getPicture(): PictureContent {
    return this.getLatest().__picture;
  }

  change(changes: Partial<PictureContent>): this {
    const self = this.getWritable();
    self.__picture = { ...self.__picture, ...changes };
    return self;
  }

  override createDOM(config: EditorConfig): HTMLElement {
    const figure = document.createElement('figure');
    addClassNamesToElement(figure, (config.theme as { picture?: string }).picture);
    figure.contentEditable = 'false';
    const frame = document.createElement('div');
    const image = document.createElement('img');
    image.draggable = false;
    image.addEventListener('error', () => {
      figure.dataset['missing'] = '';
    });
    image.addEventListener('load', () => {
      delete figure.dataset['missing'];
    });
    const handle = document.createElement('span');
    handle.dataset['pictureHandle'] = '';
    frame.append(image, handle);
    const missing = document.createElement('p');
    const caption = document.createElement('figcaption');
    figure.append(frame, missing, caption);
    this.#fill(figure, undefined);
    return figure;
  }

  override updateDOM(previous: this, figure: HTMLElement): boolean {
    this.#fill(figure, previous.__picture);
    return false;
  }

  #fill(figure: HTMLElement, previous: PictureContent | undefined): void {
    const { file, alt, caption, width } = this.__picture;
    const frame = figure.querySelector('div');
    const image = figure.querySelector('img');
    const [missing, words] = [figure.querySelector('p'), figure.querySelector('figcaption')];
    if (frame === null || image === null || missing === null || words === null) return;
    if (previous?.file !== file) image.src = ROUTES.file(file);
    image.alt = alt;
    frame.style.width = width === undefined ? '' : `${width}%`;
    missing.textContent = missingText({ alt });
    words.textContent = caption;
  }

  override getTextContent(): string {
    const { alt, caption } = this.getPicture();
    return [alt, caption].filter((part) => part !== '').join(': ');
  }

  override isInline(): false {
    return false;
  }
}

function $pictureOfElement(element: HTMLElement): DOMConversionOutput {
  const file = element.getAttribute(PICTURE_ATTRIBUTE) ?? '';
  const alt = element.getAttribute('alt')?.replaceAll(/\s+/g, ' ').trim() ?? '';
  return { node: $createPictureNode({ ...EMPTY, file, alt }) };
}

/** A picture block. */
export function $createPictureNode(picture: PictureContent): PictureNode {
  return $applyNodeReplacement(new PictureNode(picture));
}

export function $isPictureNode(node: LexicalNode | null | undefined): node is PictureNode {
  return node instanceof PictureNode;
}
