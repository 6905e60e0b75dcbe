import type { PropertiesSpec, RetiredSpec } from '../../plan/specs.ts';
import type { FileEdit } from '../edits/file-edit.ts';
import { docsBlock } from './docs-blocks.ts';
import { modelEntry } from './model-entry.ts';
import { propertiesFile } from './properties-file.ts';
import { uniqueCombinationTest } from './render-model.ts';
import type { Rendered, RenderOptions } from './rendered.ts';

/** What comes to the properties of a model that is there, as an edit of the file where they stand. */
export function renderProperties(spec: PropertiesSpec, options: RenderOptions): Rendered {
  const entry = { path: spec.path, list: 'models', text: modelEntry(spec, blocksOf(spec), options) } as const;
  const { content } = propertiesFile([entry], options);
  const blocks = writtenBlocks(spec);
  return {
    files: uniqueCombinationTest(spec, options),
    edits: [
      ...(hasEntry(spec) ? [{ path: spec.path, edit: { kind: 'properties', content } } as const] : []),
      ...(spec.blocks_path !== undefined && blocks.length > 0
        ? [{ path: spec.blocks_path, edit: { kind: 'docs_blocks', blocks } } as const]
        : []),
    ],
  };
}

/** A model that is turned off, with whoever referred to it. */
export function renderRetired({ name: from, replaced_by: to, project, moved, disabled }: RetiredSpec): Rendered {
  const move: FileEdit = { kind: 'move_refs', move: { from, to, project } };
  return {
    files: [],
    edits: [
      ...disabled.map((path) => ({ path, edit: { kind: 'turn_off' } as const })),
      ...moved.map((path) => ({ path, edit: move })),
    ],
  };
}

function hasEntry({ columns, description, block }: PropertiesSpec): boolean {
  return columns.length > 0 || description !== undefined || block !== undefined;
}

function blocksOf({ block, columns }: PropertiesSpec): Parameters<typeof modelEntry>[1] {
  const ofColumns = columns.flatMap((column) =>
    column.block === undefined ? [] : [[column.name, column.block] as const],
  );
  return { model: block ?? null, columns: new Map(ofColumns) };
}

/** Blocks that have a text of their own; one without is there already. */
function writtenBlocks({ block, description = '', columns }: PropertiesSpec): { name: string; text: string }[] {
  return [{ block, description }, ...columns].flatMap((each) =>
    each.block === undefined || each.description === ''
      ? []
      : [{ name: each.block, text: docsBlock(each.block, each.description) }],
  );
}
