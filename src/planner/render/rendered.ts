import type { Style } from '../../context/style.ts';
import type { Templates } from '../../templates.ts';
import type { InsertedColumn } from '../draft.ts';
import type { FileEdit } from '../edits/file-edit.ts';

export interface RenderOptions {
  readonly style: Style;
  readonly templates: Templates;
}

export interface RenderedText {
  readonly path: string;
  readonly text: string;
}

/** What one action writes: files of its own, and its entries in files that it may share with others. */
export interface Rendered {
  readonly files: readonly RenderedText[];
  readonly entries?: readonly Entry[];
  /** Columns for the select list of a model that people wrote. */
  readonly insert?: { readonly path: string; readonly columns: readonly InsertedColumn[] };
  /** Changes of texts that stand in the project. */
  readonly edits?: readonly { readonly path: string; readonly edit: FileEdit }[];
}

/** What one node contributes to a properties file: of a source the document, of a model its item of the list. */
export interface Entry extends RenderedText {
  readonly list: 'sources' | 'models';
}
