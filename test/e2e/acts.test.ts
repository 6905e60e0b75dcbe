import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { marina, projectFiles, runSql } from '../helpers/marina.ts';
import { removeFolders } from '../helpers/project-tree.ts';
import { DBT_PATH, DBT_V2_PATH, hasDbt, hasDbtV2 } from '../helpers/real-dbt.ts';
import { type Ran, runCartridge } from '../helpers/run-cartridge.ts';

/** What is asked of models that a project has, through the real command line, and real dbt before and after. */

let project: string;
beforeEach(async () => {
  project = await marina();
});
afterEach(() => removeFolders([project]));

function run(...argv: readonly string[]): Promise<Ran> {
  return runCartridge(argv, { cwd: project, env: { CARTRIDGE_DBT: DBT_PATH } });
}
const ask = (request: string) => run('plan', request, '--from', 'marina.duckdb', '--detailed-exitcode');
const apply = (level: string) => run('apply', '--yes', '--verify', level);

function read(path: string): string {
  return readFileSync(join(project, path), 'utf8');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

function edit(path: string, from: string, to: string): void {
  expect(read(path)).toContain(from);
  write(path, read(path).replace(from, to));
}

/** Every file, but what dbt keeps of its user. */
function filesNow(): Record<string, string> {
  const { '.user.yml': _, ...files } = projectFiles(project);
  return files;
}

/** Lines that went, and lines that came, of each file that differs; what cartridge keeps for itself left out. */
function changes(before: Record<string, string>): Record<string, readonly [gone: string[], come: string[]]> {
  const after = filesNow();
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (path) => !path.startsWith('.cartridge/'),
  );
  const differ = paths.filter((path) => before[path] !== after[path]).sort();
  // A text stands behind its mode.
  const linesOf = (text = ''): string[] => text.replace(/^\d+:/, '').split('\n');
  return Object.fromEntries(
    differ.map((path) => {
      const [old, now] = [linesOf(before[path]), linesOf(after[path])];
      return [path, [old.filter((line) => !now.includes(line)), now.filter((line) => !old.includes(line))]] as const;
    }),
  );
}

/** What both parsers of dbt say that is not well: warnings of 1.11, and of v2, which refuses what is deprecated. */
async function parseFindings(): Promise<string[]> {
  const findings = [DBT_PATH, ...(hasDbtV2 ? [DBT_V2_PATH] : [])].map(async (dbt) => {
    const flags = dbt === DBT_PATH ? ['--no-partial-parse', '--show-all-deprecations', '--no-use-colors'] : [];
    const { stdout } = await promisify(execFile)(dbt, [...flags, 'parse', '--profiles-dir', '.'], {
      cwd: project,
    }).catch((error: { stdout: string }) => error);
    return stdout
      .split('\n')
      .filter((line) => /\[(?:warning|error)\]|WARNING|Error/i.test(line) && !/^=+ Errors and Warnings =+$/.test(line));
  });
  return (await Promise.all(findings)).flat();
}

/** The one line of the fixture that dbt v2 refuses. */
function asTheNewestDbt(): void {
  edit('models/staging/schema.yml', "values: ['A', 'B', 'C']", "arguments: {values: ['A', 'B', 'C']}");
}

describe.skipIf(!hasDbt)('models that are there', { timeout: 300_000 }, () => {
  it('get the tests that they lack, once, and lose them with a rollback', async () => {
    asTheNewestDbt();
    write(
      'models/marts/boat_use.sql',
      `with boats as (select * from {{ ref('stg_boat') }}),
       licensed as (select license_class, count(*) as skippers from {{ ref('stg_skipper') }} group by 1)
       select boats.boat_id, boats.berth, licensed.license_class, licensed.skippers
       from boats left join licensed on boats.berth = licensed.license_class\n`,
    );
    const before = filesNow();
    expect(await parseFindings()).toEqual([]);
    expect(await ask('add tests to boat_use, stg_boat and dim_skipper')).toMatchObject({ status: 3, stderr: '' });
    expect((await apply('parse')).status).toBe(0);
    expect(Object.keys(changes(before))).toEqual(['models/marts/schema.yml']);
    expect(read('models/marts/schema.yml')).toBe(`version: 2

models:

-   name: dim_skipper
    columns:
    -   name: skipper_id
        tests:
        -   unique
        -   not_null
    - name: license_class
      tests:
      - accepted_values:
          arguments:
            values:
            - A
            - B
            - C

- name: boat_use
  columns:
  - name: boat_id
    tests:
    - unique:
        config:
          severity: warn
    - not_null
  - name: license_class
    tests:
    - accepted_values:
        arguments:
          values:
          - A
          - B
          - C
`);
    expect(await parseFindings()).toEqual([]);
    const again = await ask('add tests to boat_use, stg_boat and dim_skipper');
    expect(again).toMatchObject({ status: 0 });
    expect(again.stdout).toContain('No changes.');
    expect((await run('rollback', '--yes')).status).toBe(0);
    expect(filesNow()).toEqual(before);
  });

  it('get words for what nobody described, and keep those that they have', async () => {
    asTheNewestDbt();
    edit('models/staging/schema.yml', '-   name: boat_name', '-   name: boat_name\n        description: ""');
    const before = filesNow();
    await ask('document the staging models');
    expect((await apply('parse')).status).toBe(0);
    expect(changes(before)).toEqual({
      'models/staging/schema.yml': [
        ['        description: ""'],
        [
          '        description: Primary key of boats.',
          '        description: "Name of the boat."',
          '    - name: berth',
          '      description: Berth of the boat.',
          '    - name: length_m',
          '      description: Length m of the boat.',
          '    - name: built_year',
          '      description: Built year of the boat.',
          "    description: 'Skippers from harbor, renamed and typed: one row a skipper.'",
          '        description: Primary key of skippers.',
          '    - name: full_name',
          '      description: Full name of the skipper.',
          '        description: License class of the skipper.',
          '    - name: joined_on',
          '      description: When the skipper joined.',
        ],
      ],
    });
    expect(await parseFindings()).toEqual([]);
    expect((await ask('document the staging models')).stdout).toContain('No changes.');
  });

  it('give way to another: references move, the old model is turned off, and comes back with a rollback', async () => {
    asTheNewestDbt();
    await runSql(
      project,
      'create schema crm; create table crm.skippers (id integer primary key, full_name varchar, license_class varchar, joined_on date)',
    );
    write(
      'models/marts/older.sql',
      `{# joins #}select * from {{ ref("stg_skipper") }} -- {{ ref('marina', 'stg_skipper') }}\n`,
    );
    write(
      'macros/newest.sql',
      `{% macro newest() %}(select max(joined_on) from {{ ref('stg_skipper') }}){% endmacro %}\n`,
    );
    write('analyses/look.sql', `select * from {{ ref('stg_skipper') }}\n`);
    write('tests/assert_skipper.sql', `select * from {{ ref('stg_skipper') }} where skipper_id < 0\n`);
    write(
      'models/marts/more.yml',
      `exposures:
  - name: board   # the big one
    type: dashboard
    owner: {name: ann}
    depends_on: [ref('stg_skipper'), ref("dim_skipper")]
unit_tests:
  - name: keeps_names
    model: dim_skipper
    given:
      - input: ref('stg_skipper')
        rows: [{skipper_id: 1, full_name: Ann}]
    expect: {rows: [{skipper_id: 1, full_name: Ann}]}
models:
  - name: older
    columns:
      - name: skipper_id
        tests:
          - relationships:
              arguments: {to: 'ref(''stg_skipper'')', field: skipper_id}
`,
    );
    const before = filesNow();
    expect(await parseFindings()).toEqual([]);
    const planned = await ask('replace stg_skipper by crm.skippers and retire it');
    expect(planned.stdout).not.toContain('license_class');
    expect((await apply('parse')).status).toBe(0);
    const { 'models/staging/schema.yml': yaml, 'models/staging/stg_skippers.sql': sql, ...moved } = changes(before);
    expect([yaml?.[0], sql?.[0]]).toEqual([[], []]);
    expect(moved).toEqual({
      'analyses/look.sql': [[`select * from {{ ref('stg_skipper') }}`], [`select * from {{ ref('stg_skippers') }}`]],
      'macros/newest.sql': [[expect.any(String)], [expect.stringContaining(`{{ ref('stg_skippers') }}`)]],
      'models/marts/dim_skipper.sql': [[`FROM {{ ref('stg_skipper') }}`], [`FROM {{ ref('stg_skippers') }}`]],
      'models/marts/more.yml': [
        [
          `    depends_on: [ref('stg_skipper'), ref("dim_skipper")]`,
          `      - input: ref('stg_skipper')`,
          `              arguments: {to: 'ref(''stg_skipper'')', field: skipper_id}`,
        ],
        [
          `    depends_on: [ref('stg_skippers'), ref("dim_skipper")]`,
          `      - input: ref('stg_skippers')`,
          `              arguments: {to: 'ref(''stg_skippers'')', field: skipper_id}`,
        ],
      ],
      'models/marts/older.sql': [
        [`{# joins #}select * from {{ ref("stg_skipper") }} -- {{ ref('marina', 'stg_skipper') }}`],
        [`{# joins #}select * from {{ ref("stg_skippers") }} -- {{ ref('marina', 'stg_skippers') }}`],
      ],
      'models/staging/stg_skipper.sql': [[], ['{{ config(enabled=false) }}']],
      'tests/assert_skipper.sql': [[], ['{{ config(enabled=false) }}']],
    });
    expect(await parseFindings()).toEqual([]);
    expect((await ask('replace stg_skipper by crm.skippers and retire it')).stdout).toContain('No changes.');
    expect((await run('rollback', '--yes')).status).toBe(0);
    expect(filesNow()).toEqual(before);
  });
});

describe('a model that gives way', () => {
  it('is told where its readers would miss a column, or name it as only dbt can follow', async () => {
    await runSql(project, 'create schema crm; create table crm.skippers (id integer primary key, full_name varchar)');
    write('models/marts/computed.sql', `{% set name = 'stg_skipper' %}\nselect * from {{ ref(name) }}\n`);
    const { stdout, status } = await ask('replace stg_skipper by crm.skippers and retire it');
    expect(status).toBe(3);
    const words = stdout.replace(/\s+/g, ' ');
    expect(words).toContain(
      'models/marts/dim_skipper.sql reads license_class of stg_skipper, which stg_skippers does not have',
    );
    expect(words).toContain('models/marts/computed.sql:1 names stg_skipper where it cannot be moved safely');
    const refused = await apply('bind');
    expect(refused.status).toBe(9);
    expect(refused.stdout).toContain('column "license_class" does not exist in stg_skippers');
  });

  it('stays away, and so do those that were generated on it move once and for all', async () => {
    await run('plan', '--from', 'marina.duckdb');
    await apply('bind');
    await runSql(project, 'create schema crm; create table crm.booking as from harbor_raw.booking');
    expect(await ask('replace stg_booking by crm.booking and retire it')).toMatchObject({ status: 3 });
    expect((await apply('bind')).status).toBe(0);
    expect(read('models/staging/stg_booking.sql')).toMatch(/^\{\{ config\(enabled=false\) \}\}\n/);
    expect(read('models/marts/fct_booking.sql')).toContain(`ref('stg_crm_booking')`);
    const whole = await run('plan', '--from', 'marina.duckdb', '--detailed-exitcode');
    expect(whole.stdout).toContain('No changes.');
    expect(whole).toMatchObject({ status: 0 });
  });
});

it('what was asked for of a generated model outlives the next plan, and new columns', async () => {
  await run('plan', '--from', 'marina.duckdb');
  await apply('bind');
  const generated = read('models/staging/schema.yml');
  const without = generated.replace(/(- name: stg_booking\n[^]*?- name: booking_id\n)[^]*?- not_null\n/, '$1');
  write('models/staging/schema.yml', without);
  expect(without).not.toBe(generated);
  expect((await run('plan', '--from', 'marina.duckdb')).stdout).toContain('No changes.');

  await ask('add tests and docs to stg_booking');
  expect((await apply('bind')).status).toBe(0);
  expect(read('models/staging/schema.yml')).toBe(generated);
  expect((await run('plan', '--from', 'marina.duckdb')).stdout).toContain('No changes.');
  await runSql(project, 'alter table harbor_raw.booking add column guests integer');
  await run('plan', '--from', 'marina.duckdb');
  expect((await apply('bind')).status).toBe(0);
  expect(read('models/staging/schema.yml')).toContain(
    '- name: booking_id\n    description: Primary key of bookings.\n    tests:\n    - unique',
  );
});
