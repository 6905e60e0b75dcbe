import type { Style } from '../../context/style.ts';
import type { Templates } from '../../templates.ts';

export interface RenderOptions {
  readonly style: Style;
  readonly templates: Templates;
}

export interface RenderedText {
  readonly path: string;
  readonly text: string;
}

/** What one action writes: files of its own, and its entry in a file that it shares with others. */
export interface Rendered {
  readonly files: readonly RenderedText[];
  /** An entry of the `models:` list of a properties file. */
  readonly entry?: RenderedText;
}
