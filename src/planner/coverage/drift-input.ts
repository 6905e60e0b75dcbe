import type { TableRef } from '../../catalog/catalog.ts';
import type { ProjectContext } from '../../context/context.ts';
import type { StatedTable } from '../../context/stated-facts.ts';
import type { ProjectIndex } from './project-index.ts';

/** What drift is judged by. */
export interface DriftInput {
  readonly context: ProjectContext;
  readonly dialect: string;
  readonly index: ProjectIndex;
  /** What cartridge's own models state of raw tables, by `tableKey`. */
  readonly stated: ReadonlyMap<string, StatedTable>;
  /** Whether `--schema`, `--select` and `--exclude` mean a table. */
  readonly isSelected: (table: TableRef) => boolean;
  /** Whether the input holds all tables of its schemas, as a database does and a file need not. */
  readonly readsWholeSchemas: boolean;
}
