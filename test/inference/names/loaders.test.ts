import { describe, expect, it } from 'vitest';
import { findLoader, loaderRole } from '../../../src/inference/names/loaders.ts';

describe('columns that loaders add', () => {
  it.each([
    ['_fivetran_synced', 'loaded_at'],
    ['_FIVETRAN_SYNCED', 'loaded_at'],
    ['_fivetran_deleted', 'deleted'],
    ['_fivetran_active', 'history_active'],
    ['_airbyte_extracted_at', 'loaded_at'],
    ['_airbyte_meta', 'plumbing'],
    ['_airbyte_orders_hashid', 'plumbing'],
    ['_ab_cdc_deleted_at', 'deleted'],
    ['_ab_cdc_updated_at', 'other'],
    ['_dlt_load_id', 'loaded_at'],
    ['_dlt_parent_id', 'parent'],
    ['_sdc_deleted_at', 'deleted'],
    ['_sdc_level_0_id', 'other'],
    ['__hevo__marked_deleted', 'deleted'],
    ['__deleted', 'deleted'],
    ['__op', 'operation'],
    ['Op', 'operation'],
    ['op', null],
    ['id', null],
    ['synced_at', null],
    ['_id', null],
    ['context_ip', null],
  ])('%s: %s', (name, role) => {
    expect(loaderRole(name)).toBe(role);
  });
});

describe('who loaded a table', () => {
  it.each([
    ['id _fivetran_synced _fivetran_deleted', { name: 'fivetran', loadedAt: '_fivetran_synced' }],
    ['id _airbyte_raw_id _airbyte_extracted_at', { name: 'airbyte', loadedAt: '_airbyte_extracted_at' }],
    ['id _airbyte_emitted_at _airbyte_extracted_at', { name: 'airbyte', loadedAt: '_airbyte_extracted_at' }],
    ['id _ab_cdc_lsn', { name: 'airbyte' }],
    ['id _dlt_id _dlt_load_id', { name: 'dlt', loadedAt: '_dlt_load_id', unit: 's' }],
    ['id _sdc_batched_at _sdc_received_at _sdc_sequence', { name: 'stitch', loadedAt: '_sdc_batched_at' }],
    ['id _sdc_extracted_at _sdc_sync_started_at', { name: 'meltano', loadedAt: '_sdc_extracted_at' }],
    ['ID __DELETED __SOURCE_TS_MS', { name: 'debezium', loadedAt: '__SOURCE_TS_MS', unit: 'ms' }],
    ['Op id name', { name: 'aws_dms' }],
    ['id received_at uuid_ts', { name: 'segment', loadedAt: 'received_at' }],
    ['id _etl_loaded_at', { loadedAt: '_etl_loaded_at' }],
    ['id received_at', null],
  ])('%s', (names, expected) => {
    expect(findLoader(names.split(' '))).toEqual(expected);
  });
});
