import { describe, expect, it } from 'vitest';
import { configSchema, styleSchema } from '../../../src/config.ts';
import type {
  Convention,
  ConventionName,
  Conventions,
  ConventionValue,
} from '../../../src/context/conventions/convention.ts';
import { CONVENTION_NAMES } from '../../../src/context/conventions/convention.ts';
import { overrideConventions } from '../../../src/context/conventions/override-conventions.ts';
import { resolveStyle } from '../../../src/context/conventions/resolve-style.ts';
import { NEWEST_FORM } from '../../../src/context/dbt-form.ts';
import type { Style } from '../../../src/context/style.ts';
import { DEFAULT_STYLE } from '../../../src/context/style.ts';

const OPTIONS = { form: NEWEST_FORM, modelFolders: ['models'], testFolders: ['tests'] };

function found(values: Partial<Record<ConventionName, ConventionValue>>, sure: Partial<Convention> = {}): Conventions {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    { value, confidence: 0.9, found: 9, of: 9, examples: [], decided_by: 'all', ...sure },
  ]);
  return Object.fromEntries(entries);
}

function resolve(conventions: Conventions): Style {
  return resolveStyle(conventions, OPTIONS);
}

describe('resolveStyle', () => {
  it('is the default style where nothing is found', () => {
    expect(resolve({})).toEqual(DEFAULT_STYLE);
  });

  it('takes what is sure enough, or what most do, and the default for the rest', () => {
    const commas = { 'sql.commas': 'leading' } as const;
    expect(resolve(found(commas, { confidence: 0.5, found: 1, of: 1 })).sql.commas).toBe('leading');
    expect(resolve(found(commas, { confidence: 0.38, found: 3, of: 5 })).sql.commas).toBe('leading');
    expect(resolve(found(commas, { confidence: 0.2, found: 3, of: 9 })).sql.commas).toBe('trailing');
  });

  it('leaves out what nobody could say in cartridge.yml', () => {
    const odd = found({ 'naming.staging': 'stg_x', 'folders.marts': 'models/{x}', 'sql.staging_ctes': ['a b'] });
    expect(resolve(odd)).toEqual(DEFAULT_STYLE);
  });

  it('leaves descriptions out only where nobody writes any', () => {
    expect(resolve(found({ docs: 'none' }, { confidence: 0.66, found: 2, of: 2 })).docs).toBe('inline');
    expect(resolve(found({ docs: 'none' }, { confidence: 0.9, found: 10, of: 10 })).docs).toBe('none');
  });

  it('makes no model incremental because others are', () => {
    expect(resolve(found({ 'materialized.marts': 'incremental' })).materialized.marts).toBe('table');
    expect(resolve(found({ 'materialized.marts': 'view' })).materialized.marts).toBe('view');
  });

  it('declares sources beside the staging models, wherever these are', () => {
    expect(resolve(found({ 'folders.staging': 'models/raw/{source}' })).sources_file).toBe(
      'models/raw/{source}/_{source}__sources.yml',
    );
  });

  it('lends the properties of one layer to another, unless they are named for a layer or a source', () => {
    expect(resolve(found({ 'properties.staging': 'schema.yml' })).properties.marts).toBe('schema.yml');
    expect(resolve(found({ 'properties.staging': '_{source}__models.yml' })).properties).toEqual(
      DEFAULT_STYLE.properties,
    );
    expect(resolve(found({ 'properties.marts': '_mart_{folder}.yml' })).properties.staging).toBe(
      '_{source}__models.yml',
    );
  });

  it("puts dbt Labs' own folders below the folder of models that the project has", () => {
    const { folders, sources_file } = resolveStyle({}, { ...OPTIONS, modelFolders: ['transform/models', 'more'] });
    expect(folders.marts).toBe('transform/models/marts');
    expect(sources_file).toBe('transform/models/staging/{source}/_{source}__sources.yml');
  });

  it('writes for the version of dbt whatever people wrote before, unless cartridge.yml says otherwise', () => {
    expect(resolve(found({ tests_key: 'tests' })).form.tests_key).toBe('data_tests');
    const config = { style: { tests_key: 'tests', test_arguments: 'inline' } } as const;
    expect(resolve(overrideConventions({}, config)).form).toEqual({
      ...NEWEST_FORM,
      tests_key: 'tests',
      test_arguments: 'inline',
    });
  });
});

describe('overrideConventions', () => {
  it('puts cartridge.yml over what was found, its sections over style', () => {
    const config = configSchema.parse({
      naming: { fact: 'fact_{entity}' },
      folders: { marts: 'models/core' },
      materialized: { marts: 'incremental' },
      style: {
        'sql.commas': 'leading',
        'sql.final_cte': null,
        'naming.fact': 'f_{entity}',
        'naming.dimension': 'd_{entity}',
      },
    });
    const conventions = overrideConventions(found({ 'sql.commas': 'trailing', 'sql.keywords': 'upper' }), config);
    expect(conventions['sql.commas']).toEqual({
      value: 'leading',
      confidence: 1,
      found: 0,
      of: 0,
      examples: ['cartridge.yml'],
      decided_by: 'config',
    });
    const style = resolve(conventions);
    expect(style).toEqual({
      ...DEFAULT_STYLE,
      naming: { ...DEFAULT_STYLE.naming, fact: 'fact_{entity}', dimension: 'd_{entity}' },
      folders: { ...DEFAULT_STYLE.folders, marts: 'models/core' },
      materialized: { ...DEFAULT_STYLE.materialized, marts: 'incremental' },
      sql: { ...DEFAULT_STYLE.sql, keywords: 'upper', commas: 'leading', final_cte: null },
    });
  });

  it('knows the same names as cartridge.yml', () => {
    expect(Object.keys(styleSchema.shape).sort()).toEqual([...CONVENTION_NAMES].sort());
  });
});
