import type { Table, TableRef } from '../catalog/catalog.ts';
import type { Beliefs, TableBelief } from '../inference/beliefs.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Layer, Style } from '../context/style.ts';
import type { Question } from '../inference/questions/question.ts';
import type { Action, ACTION_TYPES, Collision, Warning } from '../plan/plan.ts';
import type { Delta, RefusedDelta } from '../plan/deltas.ts';
import type { ProjectInput } from '../plan/project-spec.ts';
import type { ActionSpec, StagingSpec } from '../plan/specs.ts';
import type { TableDeltas } from './deltas/table-deltas.ts';
import type { EditOfAction } from './edits/file-edit.ts';
import type { ExistingTables } from './existing/existing-tables.ts';

/** The types of the draft: the plan that the rules make, alone, before anything is rendered. Pure data. */

/** One action before it is rendered and numbered. */
export interface DraftAction {
  readonly type: (typeof ACTION_TYPES)[number];
  readonly name: string;
  readonly description: string;
  readonly dependencies: readonly string[];
  /** Raw tables that it is made of, its own and none that it joins; of a source in the order of its `tables`. Absent: none. */
  readonly about?: readonly TableRef[];
  /** The goal of a request that it serves. */
  readonly goal_id?: string;
  readonly reason: { readonly code: string; readonly text: string; readonly evidence: readonly string[] };
  readonly spec: ActionSpec;
  /** How bad it is, where the difference of the files does not tell. */
  readonly severity?: Action['severity'];
}

/** Everything that the draft rests on. */
export interface DraftInput {
  /** With the tables around it that the project knows. */
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly style: Style;
  /** dbt's name of the adapter that the project is on; its dialect is known. */
  readonly adapter: string;
  /** Absent: the project already has its dbt_project.yml. */
  readonly newProject?: {
    readonly name: string;
    readonly database_path: string;
    readonly schema: string;
    readonly input: ProjectInput;
  };
  /** How the dbt_project.yml that is there has models materialized, by folder; absent for a new project. */
  readonly materializedFolders?: Readonly<Record<string, string>>;
  /** From `--source-name` or cartridge.yml. */
  readonly sourceName?: string;
  /** What people have in the project; absent: nothing. */
  readonly existing?: ExistingTables;
  /** Whether the catalog holds whole schemas, tables that were chosen, or one cannot tell. */
  readonly completeness?: 'whole' | 'chosen' | 'unknown';
  /** Name of the attached database that holds the raw tables, where it is not the project's own. */
  readonly sourceDatabase?: string;
  /** SQL that reads each table's file, by `tableKey`, where the input is a folder of files. */
  readonly externalLocations?: ReadonlyMap<string, string>;
  readonly layers: readonly Layer[];
  /** Source name -> raw table name -> name in the project (cartridge.yml `sources`). */
  readonly tableNames: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Names that models must not take: models and raw tables that are already there. */
  readonly takenNames: readonly string[];
  /** Models that stand in the project because cartridge wrote them: no delta leaves one of them behind. Absent: none. */
  readonly generatedNames?: readonly string[];
  /** Names, in lower case, that were generated for one table each, as `source.table`: it alone gets them. */
  readonly reservedNames?: ReadonlyMap<string, string>;
  /** What a refinement changes, in this plan or in one applied before; each was checked against catalog and beliefs. */
  readonly deltas?: readonly Delta[];
  /** Those of `deltas` that the project keeps already. */
  readonly kept?: readonly Delta[];
  /** Why models that `deltas` write do not compile, by the names that these give; absent: all do. */
  readonly writtenFaults?: ReadonlyMap<string, string>;
}

export interface Draft {
  /** brownfield: people have models or sources in the project. */
  readonly strategy: 'greenfield' | 'brownfield';
  readonly actions: readonly DraftAction[];
  readonly collisions: readonly Collision[];
  readonly warnings: readonly Warning[];
  readonly questions: readonly Question[];
  /** Deltas that could not be followed. */
  readonly refused: readonly RefusedDelta[];
  /** Deltas that the draft rests on, for the project to keep; absent: none. */
  readonly deltas?: readonly Delta[];
}

/** A raw table with its staging model: what marts are made of. */
export interface StagedTable {
  readonly table: Table;
  readonly belief: TableBelief;
  readonly entity: { readonly singular: string; readonly plural: string };
  readonly spec: StagingSpec;
  /** Raw column name -> name that comes out of the staging model. */
  readonly renamed: ReadonlyMap<string, string>;
  /** What deltas say of the table; absent: nothing. */
  readonly deltas?: TableDeltas;
}

/** Hands out model names, each once (compared without case), and remembers what it had to change. */
export interface NameRegistry {
  /** `otherwise`: what to try where the name is taken; the name with a number if not said. */
  claim(wanted: string, owner: string, otherwise?: string): string;
  isTaken(name: string): boolean;
  readonly collisions: readonly Collision[];
}

/** A file as rendered, with what each action contributed to it (in order). */
export interface RenderedFile {
  readonly path: string;
  readonly mode: string;
  readonly content: string;
  /** `action`: `type name` of the contributor; `text`: its part of the file, verbatim. */
  readonly parts: readonly { readonly action: string; readonly text: string }[];
  /** Columns to put into the select list of a model that people wrote; `content` is empty then. */
  readonly insert?: readonly InsertedColumn[];
  /** Changes of the text that stands there, behind what is generated of it; where nothing is, `content` is empty. */
  readonly edits?: readonly EditOfAction[];
}

/** A column of a staging select list, as SQL. */
export interface InsertedColumn {
  /** Name that comes out of the model. */
  readonly name: string;
  /** Expression and alias, without a comma: `cast(x as date) as ordered_on`. */
  readonly text: string;
  /** Group heading that it belongs below, where the list has such headings. */
  readonly group: string;
}
