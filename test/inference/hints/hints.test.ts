import { describe, expect, it } from 'vitest';
import { readStatedFacts } from '../../../src/context/stated-facts.ts';
import type { Beliefs } from '../../../src/inference/beliefs.ts';
import type { Hints, RelationshipHint } from '../../../src/inference/hints/hints.ts';
import { NO_HINTS } from '../../../src/inference/hints/hints.ts';
import type { GivenAnswer } from '../../../src/inference/questions/answers.ts';
import { resolveAnswers } from '../../../src/inference/questions/resolve-answers.ts';
import { believeStated } from '../../../src/inference/stated/believe-stated.ts';
import type { RowsAre } from '../../helpers/answering-rows.ts';
import { rowsThatAre } from '../../helpers/answering-rows.ts';
import type { ShortTable } from '../../helpers/short-catalog.ts';
import { catalogOf } from '../../helpers/short-catalog.ts';

/** Nothing in the names of `sales` says who bought, or what identifies a row of `notes`. */
const TABLES: Record<string, string | ShortTable> = {
  customers: 'id integer, name text',
  sales: 'sale_id integer, buyer integer, amount numeric, sold_at timestamp',
  notes: 'body text, page integer, line integer',
};

interface Said {
  readonly hints?: Partial<Hints>;
  readonly answers?: readonly GivenAnswer[];
  readonly rows?: RowsAre;
  readonly tables?: Record<string, string | ShortTable>;
}

async function believing({ hints, answers = [], rows = 'none', tables = TABLES }: Said): Promise<Beliefs> {
  const catalog = catalogOf(tables);
  return believeStated({
    catalog,
    stated: readStatedFacts(new Map()),
    ask: rowsThatAre(rows),
    answers: resolveAnswers(answers, catalog).answers,
    hints: { ...NO_HINTS, ...hints },
  });
}

const BUYER: RelationshipHint = {
  child: { name: 'sales' },
  columns: ['buyer'],
  parent: { name: 'customers' },
  parentColumns: ['id'],
  holds: true,
  why: 'who buys is a customer',
};

/** What is believed of `sales.buyer`: `customers.id likely 0.8: why`. */
function buyerIn({ relationships }: Beliefs): string[] {
  return relationships
    .filter(({ table, columns }) => table === 'sales' && columns.join() === 'buyer')
    .map(({ ref_table, ref_columns, verdict, probability, evidence }) =>
      [`${ref_table}.${ref_columns.join()}`, verdict, `${probability}:`, evidence.join('; ')].join(' '),
    );
}

const keyIn = ({ tables }: Beliefs, name: string) => tables.find((table) => table.name === name)?.primary_key;
const roleIn = ({ tables }: Beliefs, name: string) => {
  const table = tables.find((each) => each.name === name);
  return [table?.role, table?.role_probability, ...(table?.role_evidence ?? [])];
};

describe('a relationship that a model sees', () => {
  it('is likely, and never sure, since nobody else says it', async () => {
    expect(buyerIn(await believing({}))).toEqual([]);
    expect(buyerIn(await believing({ hints: { relationships: [BUYER] } }))).toEqual([
      'customers.id likely 0.8: said by the model: who buys is a customer',
    ]);
    expect(buyerIn(await believing({ hints: { relationships: [BUYER] }, rows: 'good' }))).toEqual([
      'customers.id likely 0.89: said by the model: who buys is a customer; 100% of values found',
    ]);
  });

  it('means the key of the table that it points to where it names no column', async () => {
    const hints = { relationships: [{ ...BUYER, parentColumns: [] }] };
    expect(buyerIn(await believing({ hints }))).toHaveLength(1);
  });

  it('is refuted by rows', async () => {
    expect(buyerIn(await believing({ hints: { relationships: [BUYER] }, rows: 'broken' }))).toEqual([]);
  });

  it('is passed over where no test could compare the columns, or they are not there', async () => {
    for (const columns of [['sold_at'], ['nothing'], []]) {
      const { relationships } = await believing({ hints: { relationships: [{ ...BUYER, columns }] } });
      expect(relationships).toEqual([]);
    }
  });

  it('yields to what is declared and to what a person answers', async () => {
    const declared = {
      ...TABLES,
      people: 'id integer, name text',
      sales: {
        columns: 'sale_id integer, buyer integer, amount numeric, sold_at timestamp',
        foreign_keys: [{ columns: ['buyer'], ref_table: 'people', ref_columns: ['id'] }],
      },
    };
    expect(buyerIn(await believing({ tables: declared, hints: { relationships: [BUYER] } }))).toEqual([
      'people.id sure 1: declared',
    ]);
    const answers = [{ id: 'relationship:sales.buyer', choice: 'none' }];
    expect(buyerIn(await believing({ answers, hints: { relationships: [BUYER] } }))).toEqual([]);
  });
});

describe('a relationship that a model denies', () => {
  const tables = { users: 'id integer, name text', visits: 'visit_id integer, user integer, at timestamp' };
  const denied: RelationshipHint = {
    child: { name: 'visits' },
    columns: ['user'],
    parent: { name: 'users' },
    parentColumns: ['id'],
    holds: false,
    why: 'another kind of user',
  };

  it('is gone where it was likely, and stays where it is sure', async () => {
    const before = await believing({ tables });
    expect(before.relationships.map(({ verdict }) => verdict)).toEqual(['likely']);
    expect((await believing({ tables, hints: { relationships: [denied] } })).relationships).toEqual([]);
    const sure = { users: 'id integer, name text', visits: 'visit_id integer, user_id integer, at timestamp' };
    const hints = { relationships: [{ ...denied, columns: ['user_id'] }] };
    const after = await believing({ tables: sure, hints });
    expect(after.relationships.map(({ verdict }) => verdict)).toEqual(['sure']);
  });
});

describe('a key that a model sees', () => {
  const keys = new Map([['notes', { columns: ['page', 'line'], why: 'a line of a page' }]]);

  it('is believed below sure, more so where rows agree, and not where they have duplicates', async () => {
    expect(keyIn(await believing({}), 'notes')).toBe(null);
    expect(keyIn(await believing({ hints: { keys } }), 'notes')).toEqual({
      columns: ['page', 'line'],
      probability: 0.8,
      declared: false,
    });
    expect(keyIn(await believing({ hints: { keys }, rows: 'good' }), 'notes')?.probability).toBe(0.89);
    expect(keyIn(await believing({ hints: { keys }, rows: 'broken' }), 'notes')).toBe(null);
  });

  it('yields to a key of which the rules are sure, one that is declared, and what a person answers', async () => {
    const wrong = { keys: new Map([['customers', { columns: ['name'], why: 'names differ' }]]) };
    expect(keyIn(await believing({ hints: wrong }), 'customers')?.columns).toEqual(['id']);
    const declared = { notes: { columns: 'body text, page integer, line integer', primary_key: ['body'] } };
    expect(keyIn(await believing({ tables: declared, hints: { keys } }), 'notes')?.columns).toEqual(['body']);
    const answers = [{ id: 'key:notes', choice: 'none' }];
    expect(keyIn(await believing({ answers, hints: { keys } }), 'notes')).toBe(null);
  });

  it('is taken away where the model says that there is none, if it was only likely', async () => {
    const tables = { ...TABLES, notes: 'code text, body text' };
    const none = { keys: new Map([['notes', { columns: [], why: 'codes repeat' }]]) };
    const before = keyIn(await believing({ tables }), 'notes');
    expect(before?.probability).toBeLessThan(0.9);
    expect(keyIn(await believing({ tables, hints: none }), 'notes')).toBe(null);
  });
});

describe('a role that a model sees', () => {
  it('is taken where the rules are not sure of another', async () => {
    const tables = { app_settings: 'k text, v integer' };
    const roles = new Map([['app_settings', { role: 'dimension' as const, why: 'settings describe' }]]);
    expect(roleIn(await believing({ tables }), 'app_settings')[0]).toBe('technical');
    expect(roleIn(await believing({ tables, hints: { roles } }), 'app_settings')).toEqual([
      'dimension',
      0.8,
      'said by the model: settings describe',
    ]);
    const answers = [{ id: 'role:app_settings', choice: 'bridge' }];
    expect(roleIn(await believing({ tables, answers, hints: { roles } }), 'app_settings')[0]).toBe('bridge');
  });
});
