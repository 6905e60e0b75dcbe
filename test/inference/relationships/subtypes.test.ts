import { expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { infer } from '../../../src/inference/infer.ts';

const integers = (text: string) => text.split(' ').map((name) => ({ name, type: 'integer' }));
const table = (schema: string, name: string, columns: string) => ({ schema, name, columns: integers(columns) });

/** Parents by child, of the column `party_id`, where people, staff and suppliers all are parties. */
const CATALOG = {
  name: 'parties',
  dialect: 'postgres',
  tables: [
    table('party', 'party', 'party_id kind_code'),
    table('hr', 'employee', 'party_id salary'),
    table('buying', 'supplier', 'party_id credit_rating is_preferred'),
    table('hr', 'employee_pay_history', 'party_id rate'),
    table('hr', 'job_candidate', 'job_candidate_id party_id'),
    table('party', 'party_contact', 'party_contact_id party_id'),
  ],
};

it('points to the nearest of the tables that share a key: by name, then the only one of the schema, else the root', () => {
  const { relationships } = infer(CATALOG, NO_EVIDENCE).beliefs;
  const parents = relationships.filter(({ columns }) => columns[0] === 'party_id');
  expect(Object.fromEntries(parents.map((edge) => [edge.table, edge.ref_table]))).toMatchObject({
    employee_pay_history: 'employee',
    job_candidate: 'employee',
    party_contact: 'party',
  });
});
