/**
 * Columns and tables that loaders add (DESIGN reference dbt-facts.md section 9, from each loader's manual). They tell
 * when a row came, not what it means: never a key, never a measure.
 */

/** Every column with one of these beginnings is the loader's own. */
const PREFIXES = [
  '_fivetran_',
  '_airbyte_',
  '_ab_cdc_',
  '_sdc_',
  '__sdc_',
  '_dlt_',
  '__hevo_',
  '__debezium_',
  'ar_h_',
  'context_',
];

/** Further columns, by exact name. */
const NAMES = new Set([
  '_loaded_at',
  '_etl_loaded_at',
  '__deleted',
  '__op',
  '__lsn',
  '__ts_ms',
  '__source_ts_ms',
  'uuid_ts',
  'flow_published_at',
  'datastream_metadata',
  'record_metadata',
  'etl_tstamp',
  'load_tstamp',
]);

/** Columns that say a row was deleted at the source. */
const DELETE_MARKERS = new Set([
  '_fivetran_deleted',
  '_ab_cdc_deleted_at',
  '_sdc_deleted_at',
  '__deleted',
  '__hevo__marked_deleted',
]);

/** Columns that bound the time in which a row of a history table held. */
const HISTORY = new Set([
  '_fivetran_start',
  '_fivetran_end',
  '_fivetran_active',
  '_dlt_valid_from',
  '_dlt_valid_to',
  '__hevo__valid_from',
  '__hevo__valid_to',
  'dbt_valid_from',
  'dbt_valid_to',
]);

/** Hashes that a loader makes where the source has no key of its own. */
const ROW_IDS = new Set(['_fivetran_id', '_dlt_id', '_airbyte_raw_id', '__hevo_id']);

export function isLoaderColumn(name: string): boolean {
  const lower = name.toLowerCase();
  return NAMES.has(lower) || PREFIXES.some((prefix) => lower.startsWith(prefix));
}

export function isDeleteMarker(name: string): boolean {
  return DELETE_MARKERS.has(name.toLowerCase());
}

export function isHistoryColumn(name: string): boolean {
  return HISTORY.has(name.toLowerCase());
}

export function isLoaderRowId(name: string): boolean {
  return ROW_IDS.has(name.toLowerCase());
}
