import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Sources, tables of each, and models above their staging models: 5,000 models in all. */
const SOURCES = 50;
const TABLES = 40;
const INTERMEDIATE = 1_000;
const MARTS = 2_000;
const MODELS_IN_A_FOLDER = 25;

/** Writes a dbt project as large ones are: a YAML file in each folder, tests on most keys, two or three refs a model. */
export function writeLargeProject(projectDir: string): void {
  const files = new Map<string, string>([
    ['dbt_project.yml', PROJECT],
    ['profiles.yml', 'large: {target: dev, outputs: {dev: {type: duckdb, path: large.duckdb, schema: analytics}}}\n'],
  ]);
  for (let source = 0; source < SOURCES; source++) addStaging(files, source);
  for (const layer of LAYERS) addLayer(files, layer);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(projectDir, path)), { recursive: true });
    writeFileSync(join(projectDir, path), text);
  }
}

const PROJECT = `name: large
profile: large
models:
  large:
    staging: {+materialized: view}
    marts: {+materialized: table}
`;

/** Name of a staging model, of all in turn. */
function staged(index: number): string {
  const all = index % (SOURCES * TABLES);
  return `stg_app_${Math.floor(all / TABLES)}__table_${all % TABLES}`;
}

function addStaging(files: Map<string, string>, source: number): void {
  const folder = `models/staging/app_${source}`;
  const tables = Array.from({ length: TABLES }, (_, table) => table);
  files.set(
    `${folder}/_app_${source}__sources.yml`,
    `version: 2

sources:
  - name: app_${source}
    description: Application ${source}.
    schema: raw_${source}
    tables:
${tables.map((table) => `      - name: table_${table}\n        description: Table ${table} of the application.\n`).join('')}`,
  );
  files.set(
    `${folder}/_app_${source}__models.yml`,
    `version: 2\n\nmodels:\n${tables.map((table) => properties(staged(source * TABLES + table))).join('\n')}`,
  );
  for (const table of tables) {
    files.set(`${folder}/${staged(source * TABLES + table)}.sql`, stagingSql(`'app_${source}', 'table_${table}'`));
  }
}

const LAYERS: readonly Layer[] = [
  { name: 'intermediate', models: INTERMEDIATE, refs: (model) => [staged(model * 2), staged(model * 2 + 1)] },
  {
    name: 'marts',
    models: MARTS,
    refs: (model) => [
      `intermediate_${model % INTERMEDIATE}`,
      `intermediate_${(model * 7 + 1) % INTERMEDIATE}`,
      staged(model),
    ],
  },
];

interface Layer {
  readonly name: string;
  readonly models: number;
  /** The models that each refers to. */
  readonly refs: (model: number) => readonly string[];
}

function addLayer(files: Map<string, string>, { name, models, refs }: Layer): void {
  for (let first = 0; first < models; first += MODELS_IN_A_FOLDER) {
    const folder = `models/${name}/area_${first / MODELS_IN_A_FOLDER}`;
    const names = Array.from({ length: MODELS_IN_A_FOLDER }, (_, index) => `${name}_${first + index}`);
    names.forEach((model, index) => files.set(`${folder}/${model}.sql`, joinSql(refs(first + index))));
    files.set(`${folder}/_area__models.yml`, `version: 2\n\nmodels:\n${names.map(properties).join('\n')}`);
  }
}

const COLUMNS = ['customer_id', 'status', 'amount', 'is_active', 'ordered_at', 'updated_at'];

function properties(model: string): string {
  return `  - name: ${model}
    description: One row for each row of what ${model} stands for, as it came, renamed and cast.
    columns:
      - name: id
        description: Primary key.
        data_tests:
          - unique
          - not_null
      - name: status
        description: Where it stands.
        data_tests:
          - accepted_values:
              arguments:
                values: ["open", "paid", "shipped"]
${COLUMNS.filter((name) => name !== 'status')
  .map((name) => `      - name: ${name}\n        description: The ${name} of it.\n`)
  .join('')}`;
}

function stagingSql(source: string): string {
  return `with source as (

    select * from {{ source(${source}) }}

),

renamed as (

    select
        id,
${COLUMNS.map((name) => `        cast(${name} as varchar) as ${name}`).join(',\n')}
    from source

)

select * from renamed
`;
}

function joinSql(refs: readonly string[]): string {
  const imports = refs.map((ref, index) => `input_${index} as (\n\n    select * from {{ ref('${ref}') }}\n\n)`);
  const joins = refs
    .slice(1)
    .map((_, index) => `    left join input_${index + 1} on input_0.id = input_${index + 1}.id`);
  return `with ${imports.join(',\n\n')},

final as (

    select
        input_0.id,
${COLUMNS.map((name) => `        input_0.${name}`).join(',\n')}
    from input_0
${joins.join('\n')}
    where input_0.status <> 'draft'

)

select * from final
`;
}
