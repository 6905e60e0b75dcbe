import type { ProjectContext } from '../../context/context.ts';
import type { Request } from '../requests/request.ts';

/** What is asked of models that the project has. */
export interface ActsInput {
  readonly request: Pick<Request, 'acts' | 'convert'>;
  readonly context: ProjectContext;
  /** Texts of the project, by path: those that `textsForActs` names. */
  readonly texts: ReadonlyMap<string, string>;
  /** Better words for descriptions than rules have, by model. */
  readonly words?: ReadonlyMap<string, ModelWords>;
}

export interface ModelWords {
  readonly model?: string;
  /** By the name that comes out of the model. */
  readonly columns?: ReadonlyMap<string, string>;
}
