const ORDERS = "{{ ref('stg_shop__orders') }}";
const CUSTOMERS = "{{ ref('stg_shop__customers') }}";
const SELECT = `select order_id from ${ORDERS}`;

const READ_ALONE = "only {{ ref('model') }} and CTEs that stand before are read";
const JOINED_BY = 'relations are joined by join, left join, right join or full join with on or using alone';

/** SQL that a model must not get into a project: what it reaches for, its text, what is said first. */
export const HOSTILE_SQL: readonly (readonly [string, string, string])[] = [
  [
    'a file by a function',
    "select a as order_id from read_csv('/etc/passwd')",
    `it selects from read_csv: ${READ_ALONE}`,
  ],
  ['a file by its name', "select a as order_id from '/etc/passwd'", `it selects from '/etc/passwd': ${READ_ALONE}`],
  [
    'a file by its name in quotes',
    'select a as order_id from "x.parquet"',
    `it selects from "x.parquet": ${READ_ALONE}`,
  ],
  [
    'a file beside a model',
    `select order_id from ${ORDERS} join read_text('x') t on true`,
    `it selects from read_text: ${READ_ALONE}`,
  ],
  ['a list of files', "select file as order_id from glob('*')", `it selects from glob: ${READ_ALONE}`],
  ['SQL within SQL', "select order_id from query('select 1')", `it selects from query: ${READ_ALONE}`],
  [
    'a table by its name within a text',
    "select order_id from query_table('orders')",
    `it selects from query_table: ${READ_ALONE}`,
  ],
  ['a raw table', 'select id as order_id from raw.orders', `it selects from raw.orders: ${READ_ALONE}`],
  [
    'a raw table of a subquery',
    `select order_id from ${ORDERS} where order_id in (select id from orders)`,
    `it selects from orders: ${READ_ALONE}`,
  ],
  [
    'the catalog',
    'select table_name as order_id from information_schema.tables',
    `it selects from information_schema.tables: ${READ_ALONE}`,
  ],
  [
    'a source',
    "select id as order_id from {{ source('shop', 'orders') }}",
    "it reads source('shop', 'orders'): sources are read by staging models alone; use ref",
  ],
  [
    'a model that is not there',
    "select order_id from {{ ref('stg_shop__order') }}",
    'there is no model "stg_shop__order" that can be read; did you mean "stg_shop__orders"?',
  ],
  [
    'a model of a package',
    "select order_id from {{ ref('other', 'stg_shop__orders') }}",
    `the Jinja "ref('other', 'stg_shop__orders')" is not allowed: only {{ ref('model') }} is`,
  ],
  ['the environment', `select getenv('HOME') as order_id from ${ORDERS}`, 'the function getenv may not be called'],
  [
    'the environment, in quotes',
    `select "getenv"('HOME') as order_id from ${ORDERS}`,
    '""getenv"(..)": functions are called by their bare names',
  ],
  [
    'the environment, by Jinja',
    `select '{{ env_var("HOME") }}' as order_id from ${ORDERS}`,
    `the Jinja "env_var("HOME")" is not allowed: only {{ ref('model') }} is`,
  ],
  [
    'a setting',
    `select current_setting('x') as order_id from ${ORDERS}`,
    'the function current_setting may not be called',
  ],
  ['time', `select pg_sleep(100) as order_id from ${ORDERS}`, 'the function pg_sleep may not be called'],
  ['chance', `select random() as order_id from ${ORDERS}`, 'the function random may not be called'],
  [
    'a function of a schema',
    `select pg_catalog.lower(status) as order_id from ${ORDERS}`,
    '"pg_catalog.lower(..)": functions are called by their bare names',
  ],
  [
    'a function behind a value',
    `select status.lower() as order_id from ${ORDERS}`,
    '"status.lower(..)": functions are called by their bare names',
  ],
  ['another database', "attach 'x.db' as y", `a select is wanted, and "attach 'x.db' as" stands there`],
  ['a pragma', 'pragma database_list', 'a select is wanted, and "pragma database_list" stands there'],
  ['writing a file', `copy (${SELECT}) to 'x.csv'`, 'a select is wanted, and "copy (select" stands there'],
  ['an extension', 'install httpfs', 'a select is wanted, and "install httpfs" stands there'],
  [
    'allowing itself more',
    'set enable_external_access = true',
    'a select is wanted, and "set enable_external_access =" stands there',
  ],
  ['a second statement', `${SELECT}; drop table x`, 'it is more than one statement: a semicolon stands within it'],
  [
    'a second statement behind comments that end early',
    `${SELECT} /* /* */ ; drop table x; -- */`,
    'it is more than one statement: a semicolon stands within it',
  ],
  [
    'a line break that ends a comment for some',
    `select order_id -- x\r; drop table y\nfrom ${ORDERS}`,
    'the SQL holds the character U+000D, which is no part of SQL',
  ],
  ['a comment that is never closed', `${SELECT} /*`, 'a quote or a comment is never closed'],
  [
    'deleting in a CTE',
    'with x as (delete from t returning id) select 1 as order_id from x',
    'a select is wanted, and "delete from t" stands there',
  ],
  ['making a table', `select order_id into x from ${ORDERS}`, '"into" cannot stand in "select order_id into"'],
  ['locking rows', `${SELECT} for update`, `"for update": ${JOINED_BY}`],
  [
    'a block of Jinja',
    `{% do run_query('drop table x') %} ${SELECT}`,
    `the Jinja "do run_query('drop table x')" is not allowed: only {{ ref('model') }} is`,
  ],
  [
    'a computed reference',
    "select order_id from {{ ref('stg_' ~ 'shop__orders') }}",
    `the Jinja "ref('stg_' ~ 'shop__orders')" is not allowed: only {{ ref('model') }} is`,
  ],
  [
    'Jinja around a reference',
    "select order_id from {{ ref('stg_shop__orders') ~ '; drop' }}",
    `the Jinja "ref('stg_shop__orders') ~ '; drop'" is not allowed: only {{ ref('model') }} is`,
  ],
  [
    'Jinja in two pieces',
    `select '{' || '{ x }}' as order_id from ${ORDERS}`,
    "the text '{' is not a plain one between single quotes",
  ],
  [
    'Jinja in a struct',
    `select {'a': {'b': 1}} as order_id from ${ORDERS}`,
    '"{" is no mark of the SQL that may be written',
  ],
  [
    'Jinja in a comment',
    `${SELECT} -- {{ env_var('HOME') }}`,
    `the Jinja "env_var('HOME')" is not allowed: only {{ ref('model') }} is`,
  ],
  [
    'a reference within a text',
    "select '{{ ref('stg_shop__orders') }}' as order_id from {{ ref('stg_shop__orders') }}",
    "{{ ref('model') }} stands only behind from or join, and in no quotes",
  ],
  [
    'a reference with something next to it',
    "select order_id from {{ ref('stg_shop__orders') }}_old",
    `"{{ ref('stg_shop__orders') }}_old": nothing may stand next to {{ ref(..) }}`,
  ],
  [
    'a text with escapes',
    `select e'\\x41' as order_id from ${ORDERS}`,
    "the text e'\\x41' is not a plain one between single quotes",
  ],
  [
    'a text between dollars',
    `select $a$ ; drop $a$ as order_id from ${ORDERS}`,
    'the text $a$ ; drop $a$ is not a plain one between single quotes',
  ],
  ['a parameter', `select $1 as order_id from ${ORDERS}`, '"$1" is no name of a column'],
  [
    'a character that turns text around',
    `select order_id \u202e from ${ORDERS}`,
    'the SQL holds the character U+202E, which is no part of SQL',
  ],
  [
    'a character of no width',
    `sel\u200bect order_id from ${ORDERS}`,
    'the SQL holds the character U+200B, which is no part of SQL',
  ],
  ['a NUL', `select order_id\0 from ${ORDERS}`, 'the SQL holds the character U+0000, which is no part of SQL'],
  [
    "cartridge's own mark for Jinja",
    `select \ue000 as order_id from ${ORDERS}`,
    'the SQL holds the character U+E000, which is no part of SQL',
  ],
  ['a semicolon that only looks like one', `${SELECT}\uff1bdrop table x`, `"\uff1bdrop table": ${JOINED_BY}`],
  [
    'a select that only looks like one',
    `\uff53elect order_id from ${ORDERS}`,
    'a select is wanted, and "\uff53elect order_id from" stands there',
  ],
  [
    'reading itself',
    'with recursive t as (select n from t) select n as order_id from t',
    '"with recursive" is not allowed: a CTE reads those before it alone',
  ],
  [
    'reading itself, unsaid',
    'with t as (select order_id from t) select order_id from t',
    `it selects from t: ${READ_ALONE}`,
  ],
  [
    'every pair of rows',
    `select a.order_id from ${ORDERS} a cross join ${ORDERS} b`,
    `"cross join {{ ref('stg_shop__orders') }}": ${JOINED_BY}`,
  ],
  [
    'every pair of rows, by a comma',
    `select a.order_id from ${ORDERS} a, ${ORDERS} b`,
    `", {{ ref('stg_shop__orders') }} b": ${JOINED_BY}`,
  ],
  [
    'a billion rows',
    `select generate_series(1, 1000000000) as order_id from ${ORDERS}`,
    'the function generate_series may not be called',
  ],
  [
    'a text of a gigabyte',
    `select repeat('a', 1000000000) as order_id from ${ORDERS}`,
    'the function repeat may not be called',
  ],
  [
    'rows of its own',
    'select order_id from (values (1)) t(order_id)',
    'a select is wanted, and "values (1" stands there',
  ],
  ['no rows at all', 'select 1 as order_id', '"select 1 as order_id" selects from nothing'],
  [
    'columns that nobody named',
    `select * from ${ORDERS}`,
    'the last select hands on * of a model: name each column that comes out',
  ],
  [
    'columns that nobody named, through a CTE',
    `with o as (select * from ${ORDERS}) select o.* from o join ${CUSTOMERS} c using (customer_id)`,
    'the last select hands on * of a model: name each column that comes out',
  ],
  ['columns by a pattern', `select columns('.*') as order_id from ${ORDERS}`, 'the function columns may not be called'],
  [
    'a pivot',
    `pivot ${ORDERS} on status using sum(amount)`,
    `a select is wanted, and "pivot {{ ref('stg_shop__orders') }} on" stands there`,
  ],
  ['nothing', '', 'there is no select'],
  ['a megabyte', `select ${'x'.repeat(1_000_000)}`, 'the SQL has 1000007 characters; at most 20000 are read'],
  [
    'brackets without end',
    `select ${'('.repeat(1400)}1${')'.repeat(1400)} as order_id from ${ORDERS}`,
    'its brackets are more than 50 deep',
  ],
  [
    'words without end',
    `select ${'1 + '.repeat(1900)}1 as order_id from ${ORDERS}`,
    'the SQL has 3806 words; at most 3000 are read',
  ],
  [
    'a function behind a word of windows',
    `select sum(amount) over (order by range(1, 1000000000)) as order_id from ${ORDERS}`,
    'the function range may not be called',
  ],
  [
    'a function behind a word of clauses',
    `select time('x') as order_id from ${ORDERS}`,
    'the function time may not be called',
  ],
  ['a text over lines', `select 'a\n  b' as order_id from ${ORDERS}`, 'a text or a name goes over several lines'],
];
