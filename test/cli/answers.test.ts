import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeFolders, temporaryFolder } from '../helpers/project-tree.ts';
import { jsonLines, runCartridge } from '../helpers/run-cartridge.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  const tables = [
    { name: 'customers', columns: columns('id integer, name text') },
    {
      name: 'orders',
      columns: columns('id integer, customer_id integer, buyer integer, total decimal(10,2), ordered_on date'),
    },
    { name: 'discounts', columns: columns('position integer, label text, amount decimal(10,2), order_id integer') },
  ];
  writeFileSync(join(folder, 'shop.json'), JSON.stringify({ name: 'shop', dialect: 'postgres', tables }));
});
afterEach(() => removeFolders([folder]));

function columns(list: string): { name: string; type: string }[] {
  return list.split(', ').map((column) => {
    const [name = '', ...type] = column.split(' ');
    return { name, type: type.join(' ') };
  });
}

const run = (...argv: string[]) => runCartridge(argv, { cwd: folder });
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const PLAN = ['plan', '--from', 'shop.json', '--project-dir', 'shop'];

it('asks, takes answers from the file that it printed, and keeps to them without it', async () => {
  const asked = await run(...PLAN);
  expect(asked.stdout).toContain('Which columns identify a row of discounts?');
  const { stdout: file } = await run('show', '--questions', '--project-dir', 'shop');
  expect(file).toMatch(/^#key:discounts: .*position/m);
  writeFileSync(
    join(folder, 'answers.yml'),
    `${file.replace(/^#key:discounts: .*$/m, 'key:discounts: order_id+position')}relationship:orders.buyer: customers.id\nrole:discounts: event\n`,
  );
  const answered = await run(...PLAN, '--answers', 'answers.yml', '--out', 'plan.json');
  expect(answered.stdout).toMatch(
    /keys +3 of 3 tables +1 answered, 2 inferred\n +relationships +3 +1 answered, 2 sure/,
  );
  const plan = JSON.parse(read('plan.json')) as { metadata: unknown; questions: { id: string }[] };
  expect(plan.metadata).toEqual({
    answers: {
      'key:discounts': 'order_id+position',
      'relationship:orders.buyer': 'customers.id',
      'role:discounts': 'event',
    },
  });
  expect(plan.questions.map(({ id }) => id)).not.toContain('key:discounts');
  expect((await run('apply', 'plan.json', '--yes', '--verify', 'bind', '--project-dir', 'shop')).status).toBe(0);
  const staging = read('shop/models/staging/shop/_shop__models.yml');
  expect(staging).toContain("to: ref('stg_shop__customers')\n                field: customer_id");
  expect(staging).toContain('    config:\n      meta:\n        role: event\n');
  for (const more of [[], ['--answers', 'answers.yml']]) {
    const again = await run(...PLAN, ...more);
    expect([again.status, again.stdout.split('(')[0]]).toEqual([0, 'No changes. 3 of 3 tables are covered ']);
  }
});

it('lets infer be told as well', async () => {
  writeFileSync(join(folder, 'answers.json'), '{"relationship:orders.customer_id": "none", "key:discounts": "label"}');
  const { stdout } = await run('infer', '--from', 'shop.json', '--answers', 'answers.json', '--json');
  const beliefs = JSON.parse(stdout) as { relationships: { columns: string[] }[]; tables: object[]; answers: object };
  expect(beliefs.relationships.map((edge) => edge.columns.join())).not.toContain('customer_id');
  expect(beliefs.tables[2]).toMatchObject({ primary_key: { columns: ['label'], probability: 1, answered: true } });
  expect(beliefs.answers).toEqual({ 'key:discounts': 'label', 'relationship:orders.customer_id': 'none' });
});

it('names everything that is wrong with answers, with its line and what was meant', async () => {
  writeFileSync(
    join(folder, 'answers.yml'),
    'relationship:orders.byer: customers.id\nrelationship:orders.buyer: customer.id\nrole:discounts: facts\n',
  );
  const wrong = await run(...PLAN, '--answers', 'answers.yml');
  expect(wrong).toMatchObject({ status: 1, stdout: '' });
  expect(
    wrong.stderr
      .split('\n')
      .filter((line) => /^(?:error:|  )/.test(line))
      .map((line) => line.replace(/ {3,}/, ' ')),
  ).toEqual([
    'error: there is no question "relationship:orders.byer"; did you mean "relationship:orders.buyer"?',
    '  ANSWER_UNKNOWN',
    '  answers.yml:1:1',
    'error: relationship:orders.buyer: there is no column "customer.id"; did you mean "customers.id"?',
    '  ANSWER_INVALID',
    '  answers.yml:2:1',
    '  Answer with the column that it points to, as table.column, or with none.',
    'error: role:discounts: there is no role "facts"; did you mean "fact"? ANSWER_INVALID',
    '  answers.yml:3:1',
    '  Roles are fact, event, snapshot, dimension, bridge, classification, technical.',
  ]);
  expect((await run(...PLAN, '--answers', 'none.yml')).stderr).toContain(
    'none.yml cannot be read: there is no such file',
  );
});

it('says in JSON which answers a plan rests on', async () => {
  writeFileSync(join(folder, 'answers.yml'), 'role:discounts: event\n');
  const { stdout } = await run(...PLAN, '--answers', 'answers.yml', '--json');
  expect(jsonLines(stdout).at(-1)).toMatchObject({ type: 'result', status: 'planned' });
  const shown = await run('show', '--json', '--project-dir', 'shop');
  expect(JSON.parse(shown.stdout)).toMatchObject({ metadata: { answers: { 'role:discounts': 'event' } } });
});
