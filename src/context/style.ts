/** The conventions to write by: those found in the project, overridden by `cartridge.yml`. Kept in the plan. */
export interface Style {
  /** Patterns with `{source}` and `{entity}`. */
  readonly naming: {
    readonly staging: string;
    readonly intermediate: string;
    readonly fact: string;
    readonly dimension: string;
  };
  /** Folder of each layer, relative to the project; may hold `{source}`. */
  readonly folders: { readonly staging: string; readonly intermediate: string; readonly marts: string };
  readonly materialized: { readonly staging: string; readonly intermediate: string; readonly marts: string };
}

export type Layer = keyof Style['folders'];
export const LAYERS = ['staging', 'intermediate', 'marts'] as const satisfies readonly Layer[];

/** dbt Labs' own conventions (dbt-facts.md 3.1): what a new project gets. */
export const DEFAULT_STYLE: Style = {
  naming: {
    staging: 'stg_{source}__{entity}',
    intermediate: 'int_{entity}',
    fact: 'fct_{entity}',
    dimension: 'dim_{entity}',
  },
  folders: { staging: 'models/staging/{source}', intermediate: 'models/intermediate', marts: 'models/marts' },
  materialized: { staging: 'view', intermediate: 'view', marts: 'table' },
};
