import type { TableRef } from '../../catalog/catalog.ts';
import type { ProjectContext } from '../../context/context.ts';
import type { StatedTable } from '../../context/stated-facts.ts';
import type { InputScope } from '../existing/outdated.ts';
import type { ProjectIndex } from './project-index.ts';

/** What drift is judged by. */
export interface DriftInput {
  readonly context: ProjectContext;
  readonly dialect: string;
  readonly index: ProjectIndex;
  /** What cartridge's own models state of a raw table. */
  readonly statedOf: (table: TableRef) => StatedTable | undefined;
  readonly scope: InputScope;
}
