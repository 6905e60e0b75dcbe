import type { ProjectContext } from '../../context/context.ts';
import type { StatedTable } from '../../context/stated-facts.ts';
import type { InputScope } from '../existing/outdated.ts';
import type { ProjectIndex } from './project-index.ts';

/** What drift is judged by. */
export interface DriftInput {
  readonly context: ProjectContext;
  readonly dialect: string;
  readonly index: ProjectIndex;
  /** What cartridge's own models state of raw tables, by `tableKey`. */
  readonly stated: ReadonlyMap<string, StatedTable>;
  readonly scope: InputScope;
}
