/** When a row was loaded, the best first (dbt-facts.md section 9). */
const LOAD_TIMES = [
  '_fivetran_synced',
  '_airbyte_extracted_at',
  '_airbyte_emitted_at',
  '_sdc_batched_at',
  '_sdc_received_at',
  '_sdc_extracted_at',
  '_dlt_load_id',
  '__hevo__loaded_at',
  '__hevo__ingested_at',
  '__source_ts_ms',
  '__ts_ms',
];

/** What a loader writes for itself alone. */
const PLUMBING =
  /^(?:_airbyte_(?:meta|raw_id|generation_id|ab_id|normalized_at|loaded_at|.+_hashid)|_sdc_(?:sequence|table_version|sync_started_at)|__sdc_primary_key|_fivetran_(?:id|index)|_dlt_id|__hevo_id|__lsn|_ab_cdc_(?:lsn|cursor|log_pos))$/;

const METADATA = /^(?:_fivetran_|_airbyte_|_ab_cdc_|_?_sdc_|_dlt_|__hevo_|__(?:op|deleted|lsn|ts_ms|source_ts_ms)$)/;
const DELETE_FLAGS = new Set(['_fivetran_deleted', '__hevo__marked_deleted']);

/** Whether a column was written by a loader, by its name. */
export function isLoaderColumn(name: string): boolean {
  return METADATA.test(name.toLowerCase());
}

/** The loader that wrote some of the columns, as dbt's `loader:` names it. */
export function loaderOf(names: readonly string[]): string | undefined {
  return LOADERS.find(([prefix]) => names.some((name) => name.toLowerCase().startsWith(prefix)))?.[1];
}

const LOADERS = [
  ['_fivetran_', 'fivetran'],
  ['_airbyte_', 'airbyte'],
  ['_dlt_', 'dlt'],
  ['__hevo_', 'hevo'],
] as const;

/** Whether a column is a loader's mark of a deleted row. */
export function isDeleteFlag(name: string): boolean {
  return DELETE_FLAGS.has(name.toLowerCase());
}

/** Whether a column is a loader's record of when the row was loaded. */
export function isLoadTime(name: string): boolean {
  return LOAD_TIMES.includes(name.toLowerCase());
}

/** The columns of a table that staging leaves out: plumbing, and all load times but the best. Raw names. */
export function plumbingColumns(columns: readonly string[]): Set<string> {
  const names = columns.filter((name) => name.startsWith('_'));
  const best = LOAD_TIMES.find((time) => names.some((name) => name.toLowerCase() === time));
  return new Set(
    names.filter((name) => {
      const lower = name.toLowerCase();
      return PLUMBING.test(lower) || (LOAD_TIMES.includes(lower) && lower !== best);
    }),
  );
}
