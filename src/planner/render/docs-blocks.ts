import type { ModelSpec } from '../../plan/specs.ts';
import { escapeJinja } from '../../yaml/jinja.ts';

/** Descriptions of a model that stand in a Markdown file, by what they describe. */
export interface DocsBlocks {
  /** Name of the block of the model itself; null: it has none. */
  readonly model: string | null;
  /** Column -> name of its block. */
  readonly columns: ReadonlyMap<string, string>;
  /** The Markdown file. */
  readonly text: string;
}

/** dbt finds no block of another name (dbt-facts.md 6). */
export const BLOCK_NAME = /^[A-Za-z_]\w*$/;

/**
 * The `{% docs %}` blocks of a model and of its columns. A block is named after the model, since names of blocks are one
 * for the whole project; what cannot have such a name keeps its description in the YAML. Pure.
 */
export function docsBlocks({ name, description, columns }: ModelSpec): DocsBlocks {
  const ofModel = { block: name, description };
  const ofColumns = columns.map((column) => ({
    column: column.name,
    block: `${name}__${column.name}`,
    description: column.description,
  }));
  const isBlock = (each: typeof ofModel): boolean => each.description !== '' && BLOCK_NAME.test(each.block);
  const written = [ofModel, ...ofColumns].filter(isBlock);
  return {
    model: isBlock(ofModel) ? name : null,
    columns: new Map(ofColumns.filter(isBlock).map(({ column, block }) => [column, block])),
    text: written.map((each) => docsBlock(each.block, each.description)).join('\n'),
  };
}

/** One `{% docs %}` block, with its end of line. */
export function docsBlock(name: string, description: string): string {
  return `{% docs ${name} %}\n${body(description)}\n{% enddocs %}\n`;
}

/** dbt renders a block as Jinja, and takes white space at its ends away. */
function body(description: string): string {
  return escapeJinja(description.replace(/\s+/g, ' ').trim());
}
