/**
 * Columns and loaders: what each program that copies tables into a warehouse adds to them, from its own manual. They tell
 * when and how a row came, not what it means: never a key (but for a row id where nothing else is one), never a measure.
 */

/** What a loader's column is for. */
const LOADER_ROLES = [
  /** When the row was written: what freshness is measured by. The best first. */
  'loaded_at',
  /** Whether, or when, the row was deleted at the source. */
  'deleted',
  /** What happened to the row, in a log of changes. */
  'operation',
  /** A hash or number that stands for the row where the source has no key of its own. */
  'row_id',
  /** The row of another table that this one was unpacked from. */
  'parent',
  'history_start',
  'history_end',
  'history_active',
  /** Bookkeeping, of no use to a reader of the data. */
  'plumbing',
  'other',
] as const;
export type LoaderRole = (typeof LOADER_ROLES)[number];

interface LoaderEntry {
  /** As dbt's `loader:` names it; absent for columns that anybody's own pipelines add. */
  readonly name?: string;
  /** Where its manual lists the columns. */
  readonly manual: string;
  readonly columns: Partial<Record<LoaderRole, string>>;
  /** Beginnings of its further columns. */
  readonly prefixes?: string;
  /** Columns that prove it, where it shares the others with another loader. */
  readonly marks?: string;
  /** Moments of loading that are called as anybody's columns may be, so that they count only beside its own. */
  readonly moments?: string;
  /** What its moments count, where they are numbers: seconds or milliseconds since 1970. */
  readonly unit?: 's' | 'ms';
}

/** Every loader; where two write the same columns (Singer's `_sdc_`), the more particular first. */
const ENTRIES: readonly LoaderEntry[] = [
  {
    name: 'fivetran',
    manual: 'fivetran.com/docs/core-concepts/system-columns-and-tables',
    columns: {
      loaded_at: '_fivetran_synced',
      deleted: '_fivetran_deleted',
      row_id: '_fivetran_id',
      history_start: '_fivetran_start',
      history_end: '_fivetran_end',
      history_active: '_fivetran_active',
      plumbing: '_fivetran_index',
    },
    prefixes: '_fivetran_',
  },
  {
    name: 'airbyte',
    manual: 'docs.airbyte.com/understanding-airbyte/airbyte-metadata-fields, .../cdc',
    columns: {
      loaded_at: '_airbyte_extracted_at _airbyte_emitted_at',
      deleted: '_ab_cdc_deleted_at',
      row_id: '_airbyte_raw_id _airbyte_ab_id',
      plumbing:
        '_airbyte_meta _airbyte_generation_id _airbyte_loaded_at _airbyte_normalized_at _airbyte_unique_key _airbyte_unique_key_scd _ab_cdc_lsn _ab_cdc_cursor _ab_cdc_log_pos _ab_cdc_log_file _ab_cdc_event_serial_no',
      history_start: '_airbyte_start_at',
      history_end: '_airbyte_end_at',
      history_active: '_airbyte_active_row',
      other: '_airbyte_data',
    },
    prefixes: '_airbyte_ _ab_cdc_ _ab_source_',
  },
  {
    name: 'meltano',
    manual: 'sdk.meltano.com/en/latest/implementation/record_metadata.html',
    columns: { plumbing: '_sdc_sync_started_at' },
    marks: '_sdc_sync_started_at',
  },
  {
    name: 'stitch',
    manual: 'stitchdata.com/docs/data-structure/system-tables-and-columns; Singer targets write the same',
    columns: {
      loaded_at: '_sdc_batched_at _sdc_received_at _sdc_extracted_at',
      deleted: '_sdc_deleted_at',
      row_id: '__sdc_primary_key _sdc_primary_key',
      plumbing: '_sdc_sequence _sdc_table_version',
    },
    prefixes: '_sdc_ __sdc_',
  },
  {
    name: 'dlt',
    manual: 'dlthub.com/docs/general-usage/destination-tables',
    columns: {
      loaded_at: '_dlt_load_id',
      row_id: '_dlt_id',
      parent: '_dlt_parent_id _dlt_root_id',
      history_start: '_dlt_valid_from',
      history_end: '_dlt_valid_to',
      other: '_dlt_list_idx',
    },
    prefixes: '_dlt_',
    unit: 's',
  },
  {
    name: 'hevo',
    manual: 'docs.hevodata.com/data-ingestion/hevo-generated-metadata',
    columns: {
      loaded_at: '__hevo__loaded_at __hevo__ingested_at',
      deleted: '__hevo__marked_deleted',
      operation: '__hevo_op_type',
      row_id: '__hevo_id',
      history_start: '__hevo__valid_from',
      history_end: '__hevo__valid_to',
    },
    prefixes: '__hevo_',
    unit: 'ms',
  },
  {
    name: 'debezium',
    manual: 'debezium.io/documentation/reference/stable/transformations/event-flattening.html',
    columns: {
      loaded_at: '__source_ts_ms __ts_ms',
      deleted: '__deleted',
      operation: '__op',
      plumbing: '__lsn __source_lsn __source_file __source_pos __source_txid',
      other: '__table __db __schema',
    },
    prefixes: '__debezium_ __source_',
    unit: 'ms',
  },
  {
    name: 'aws_dms',
    manual: 'docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html; header columns of change tables AR_H_*',
    columns: {
      loaded_at: 'ar_h_timestamp',
      operation: 'ar_h_operation',
      plumbing: 'ar_h_change_seq ar_h_stream_position',
    },
    prefixes: 'ar_h_',
  },
  {
    name: 'segment',
    manual: 'segment.com/docs/connections/storage/warehouses/schema; RudderStack writes the same',
    columns: { other: 'uuid_ts' },
    moments: 'received_at loaded_at',
  },
  {
    name: 'snowplow',
    manual: 'docs.snowplow.io/docs/fundamentals/canonical-event',
    columns: { loaded_at: 'load_tstamp etl_tstamp' },
    moments: 'collector_tstamp',
  },
  {
    name: 'peerdb',
    manual: 'docs.peerdb.io/mirror/cdc-pg-snowflake: soft deletes and synced-at',
    columns: { loaded_at: '_peerdb_synced_at', deleted: '_peerdb_is_deleted', plumbing: '_peerdb_version' },
    prefixes: '_peerdb_',
  },
  {
    name: 'estuary',
    manual: 'docs.estuary.dev/reference/Connectors/materialization-connectors',
    columns: { loaded_at: 'flow_published_at', other: 'flow_document' },
  },
  {
    name: 'datastream',
    manual: 'cloud.google.com/datastream/docs/destination-bigquery',
    columns: { other: 'datastream_metadata' },
  },
  {
    name: 'kafka',
    manual: 'docs.snowflake.com/en/user-guide/kafka-connector-overview',
    columns: { other: 'record_metadata record_content' },
  },
  {
    name: 'sling',
    manual: 'docs.slingdata.io: metadata columns of a replication',
    columns: {
      loaded_at: '_sling_loaded_at',
      row_id: '_sling_row_id',
      plumbing: '_sling_stream_url _sling_row_num _sling_exec_id',
    },
    prefixes: '_sling_',
  },
  // dbt's own snapshots, and the names that people give to such columns in pipelines of their own.
  {
    manual: 'docs.getdbt.com/docs/build/snapshots; docs.getdbt.com/docs/build/sources (_etl_loaded_at)',
    columns: {
      loaded_at: '_loaded_at _etl_loaded_at etl_loaded_at _ingested_at _synced_at _load_timestamp _inserted_at',
      history_start: 'dbt_valid_from',
      history_end: 'dbt_valid_to',
      row_id: 'dbt_scd_id',
      other: 'dbt_updated_at',
    },
  },
];

/** The operation column that AWS DMS puts first into files; in any other case it is somebody's own `op`. */
const DMS_OPERATION = 'Op';
/** Old Airbyte: a hash of the row for each table, `_airbyte_orders_hashid`. */
const HASH = /^_airbyte_.+_hashid$/;

/** A loader that is known by its columns, all in lower case. */
interface Loader {
  readonly name: string | undefined;
  readonly marks: ReadonlySet<string>;
  readonly prefixes: readonly string[];
  readonly moments: readonly string[];
  readonly unit: 's' | 'ms' | undefined;
}

const LOADERS: readonly Loader[] = ENTRIES.map(({ name, columns, prefixes = '', marks, moments = '', unit }) => ({
  name,
  marks: new Set(marks === undefined ? Object.values(columns).flatMap(words) : words(marks)),
  prefixes: marks === undefined ? words(prefixes) : [],
  moments: [...words(columns.loaded_at ?? ''), ...words(moments)],
  unit,
}));
const ROLES: ReadonlyMap<string, LoaderRole> = new Map(
  ENTRIES.flatMap(({ columns }) =>
    LOADER_ROLES.flatMap((role) => words(columns[role] ?? '').map((name) => [name, role] as const)),
  ),
);
const PREFIXES = ENTRIES.flatMap(({ prefixes = '' }) => words(prefixes));
/** Letters that some loader's column begins with: most columns are passed over at their first. */
const FIRST = new Set([...ROLES.keys(), ...PREFIXES].map((name) => name[0]));

/** What a column is to the loader that added it; null for a column of the source. `name` in any case. */
export function loaderRole(name: string): LoaderRole | null {
  if (name === DMS_OPERATION) return 'operation';
  const lower = name.toLowerCase();
  if (!FIRST.has(lower[0])) return null;
  const role = ROLES.get(lower);
  if (role !== undefined) return role;
  if (HASH.test(lower)) return 'plumbing';
  return PREFIXES.some((prefix) => lower.startsWith(prefix)) ? 'other' : null;
}

/** What a loader's columns say of a table. */
export interface LoadedTable {
  /** As dbt's `loader:` names it; undefined where people's own pipelines add such columns. */
  readonly name: string | undefined;
  /** The column that best tells when a row was loaded, as the table spells it. */
  readonly loadedAt: string | undefined;
  /** What that column counts, where it is no date. */
  readonly unit: 's' | 'ms' | undefined;
}

/** The loader that added some of the columns; null where none did. */
export function findLoader(names: readonly string[]): LoadedTable | null {
  const ours = names.filter((name) => loaderRole(name) !== null).map((name) => name.toLowerCase());
  if (ours.length === 0) return null;
  const isOf = ({ marks, prefixes }: Loader) =>
    ours.some((name) => marks.has(name) || prefixes.some((prefix) => name.startsWith(prefix)));
  const known = LOADERS.filter(isOf);
  const name = known.find((each) => each.name !== undefined)?.name ?? (ours.includes('op') ? 'aws_dms' : undefined);
  for (const { moments, unit } of known) {
    const best = moments.find((moment) => names.some((each) => each.toLowerCase() === moment));
    if (best !== undefined) return { name, loadedAt: names.find((each) => each.toLowerCase() === best), unit };
  }
  return { name, loadedAt: undefined, unit: undefined };
}

export function isLoaderColumn(name: string): boolean {
  return loaderRole(name) !== null;
}

export function isHistoryColumn(name: string): boolean {
  return loaderRole(name)?.startsWith('history_') === true;
}

export function isLoaderRowId(name: string): boolean {
  return loaderRole(name) === 'row_id';
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}
