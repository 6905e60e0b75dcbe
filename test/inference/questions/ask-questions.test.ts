import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import type { Role, TableBelief } from '../../../src/inference/beliefs.ts';
import type { KeyBelief } from '../../../src/inference/keys/key-belief.ts';
import { readVocabulary } from '../../../src/inference/names/vocabulary.ts';
import { NO_ANSWERS } from '../../../src/inference/questions/answers.ts';
import { askQuestions } from '../../../src/inference/questions/ask-questions.ts';
import type { TestedCandidate } from '../../../src/inference/relationships/relationship-evidence.ts';

/** Tables as `name: column type, ...`. */
function catalogOf(tables: Record<string, string>): Catalog {
  return {
    name: 'shop',
    dialect: 'postgres',
    tables: Object.entries(tables).map(([name, columns]) => ({
      name,
      columns: columns.split(', ').map((column) => {
        const [first = '', type = ''] = column.split(' ');
        return { name: first, type };
      }),
    })),
  };
}

const SHOP = catalogOf({
  payments: 'payment_no integer, order_ref integer, amount decimal',
  orders: 'id integer, status text, placed_on date',
  invoices: 'id integer, total decimal',
});

interface Believed {
  readonly roles?: Partial<Record<string, Partial<TableBelief> & { role: Role }>>;
  /** `payments.order_ref > orders.id .55`. */
  readonly edges?: readonly string[];
  /** `orders id .98`: what each table's key is believed to be. */
  readonly keys?: readonly string[];
  /** The same: what else it may be. */
  readonly maybe?: readonly string[];
}

function ask({ roles = {}, edges = [], keys = [], maybe = [] }: Believed, catalog = SHOP) {
  const vocabulary = readVocabulary(catalog);
  const tableOf = (name = '') => vocabulary.tables.find(({ table }) => table.name === name)!;
  const columnsOf = (table = '', names = '') => names.split('+').map((name) => tableOf(table).byColumn.get(name)!);
  const candidates = edges.map((edge): TestedCandidate => {
    const [, child, columns, parent, parentColumns, p] = /^(\w+)\.(\S+) > (\w+)\.(\S+) (\S+)$/.exec(edge)!;
    return {
      child: tableOf(child),
      columns: columnsOf(child, columns),
      parent: tableOf(parent),
      parentColumns: columnsOf(parent, parentColumns),
      probability: Number(p),
      declared: false,
      evidence: ['the names are alike'],
    };
  });
  const keyOf = (text: string): KeyBelief & { table: string } => {
    const [table = '', columns, p] = text.split(' ');
    return { table, columns: columnsOf(table, columns), probability: Number(p), declared: false };
  };
  const chosen = candidates.filter((one) => candidates.find((other) => other.columns[0] === one.columns[0]) === one);
  return askQuestions({
    vocabulary,
    tables: vocabulary.tables.map(({ table: { name } }) => ({
      name,
      role: 'dimension',
      role_probability: 0.9,
      primary_key: null,
      columns: [],
      ...roles[name],
    })),
    keys: vocabulary.tables.map(({ table }) => keys.map(keyOf).find((key) => key.table === table.name) ?? null),
    keyCandidates: vocabulary.tables.map(({ table }) =>
      [...keys, ...maybe].map(keyOf).filter((key) => key.table === table.name),
    ),
    candidates,
    relationships: chosen,
    matches: new Map(),
    evidence: NO_EVIDENCE,
    answers: NO_ANSWERS,
  });
}

const KNOWN_KEYS = ['payments payment_no .98', 'orders id .98', 'invoices id .98'];

describe('a doubtful relationship', () => {
  it('is asked, with its rivals, and says what an answer would change', () => {
    const roles = { payments: { role: 'fact' as const } };
    const edges = ['payments.order_ref > orders.id .55', 'payments.order_ref > invoices.id .31'];
    expect(ask({ keys: KNOWN_KEYS, roles, edges })).toEqual([
      {
        id: 'relationship:payments.order_ref',
        about: 'Does payments.order_ref point to orders.id or invoices.id?',
        kind: 'relationship',
        choices: ['orders.id', 'invoices.id', 'none'],
        default: 'none',
        effect: 'adds a relationships test to payments.order_ref and joins orders into the mart of payments',
        p: 0.55,
        evidence: ['the names are alike'],
      },
    ]);
  });

  it('joins nothing into a dimension, nor on a key that is not sure', () => {
    const edges = ['payments.order_ref > orders.id .55'];
    const effect = 'adds a relationships test to payments.order_ref';
    expect(ask({ keys: KNOWN_KEYS, edges })).toMatchObject([{ effect }]);
    const roles = { payments: { role: 'fact' as const } };
    const keys = ['payments payment_no .98', 'orders id .7', 'invoices id .98'];
    expect(ask({ keys, roles, edges })).toMatchObject([{ effect }]);
  });

  it('is not asked where it is likely, nor where no test could compare the types', () => {
    expect(ask({ keys: KNOWN_KEYS, edges: ['payments.order_ref > orders.id .61'] })).toEqual([]);
    expect(ask({ keys: KNOWN_KEYS, edges: ['payments.order_ref > orders.status .5'] })).toEqual([]);
  });
});

describe('columns of one name in three tables or more', () => {
  const rows = ['returns', 'refunds', 'claims', 'visits', 'calls'];
  const tables = Object.fromEntries(rows.map((name) => [name, 'id integer, order_ref integer']));
  const catalog = catalogOf({ ...tables, orders: 'id integer, status text', invoices: 'id integer, total decimal' });
  const keys = [...rows, 'orders', 'invoices'].map((name) => `${name} id .98`);

  it('are asked for together', () => {
    const edges = rows.map((name, index) => `${name}.order_ref > orders.id .5${index}`);
    expect(ask({ keys, edges, roles: { claims: { role: 'fact' } } }, catalog)).toEqual([
      {
        id: 'relationship:*.order_ref',
        about: 'Does order_ref of 5 tables (returns, refunds, claims and 2 more) point to orders.id?',
        kind: 'relationship',
        choices: ['orders.id', 'none'],
        default: 'none',
        effect: 'adds 5 relationships tests and joins orders into a mart',
        p: 0.54,
        evidence: ['the names are alike'],
      },
    ]);
  });

  it('are asked for one by one where one of them leads elsewhere', () => {
    const edges = rows.map((name) => `${name}.order_ref > ${name === 'calls' ? 'invoices.id .95' : 'orders.id .5'}`);
    expect(ask({ keys, edges }, catalog)).toHaveLength(4);
  });
});

describe('a key', () => {
  it('that is not known is asked for, the likely columns first, then pairs', () => {
    const lines = catalogOf({ lines: 'position integer, product text, order_id integer' });
    expect(ask({ maybe: ['lines order_id .4', 'lines position .05'] }, lines)).toEqual([
      {
        id: 'key:lines',
        about: 'Which columns identify a row of lines?',
        kind: 'key',
        choices: ['order_id', 'position+order_id', 'product+order_id', 'none'],
        default: 'none',
        effect: 'tests that its key is unique and states its grain',
        p: 0.4,
        evidence: ['by its name order_id may be the key'],
      },
    ]);
  });

  it('that is doubtful holds until somebody answers', () => {
    const keys = ['payments payment_no .55', 'orders id .98', 'invoices id .98'];
    expect(ask({ keys })).toMatchObject([
      {
        id: 'key:payments',
        default: 'payment_no',
        effect: 'makes the tests of its key errors, or tests another key',
        p: 0.55,
      },
    ]);
  });

  it('is not asked of what becomes no mart', () => {
    const keys = ['orders id .98', 'invoices id .98'];
    expect(ask({ keys, roles: { payments: { role: 'technical' } } })).toEqual([]);
  });
});

describe('a role', () => {
  it('between two that lead to different marts is asked', () => {
    const role_evidence = ['1 reference out', '1 amount'];
    const payments = {
      role: 'fact' as const,
      role_probability: 0.44,
      role_runner_up: 'bridge' as const,
      role_evidence,
    };
    expect(ask({ keys: KNOWN_KEYS, roles: { payments: { ...payments, role_margin: 0.04 } } })).toEqual([
      {
        id: 'role:payments',
        about: 'What is payments: fact or bridge?',
        kind: 'role',
        choices: ['fact', 'bridge', 'event', 'snapshot', 'dimension', 'classification', 'technical'],
        default: 'fact',
        effect: 'makes no mart of it instead of a fact table',
        p: 0.44,
        evidence: ['1 reference out', '1 amount'],
      },
    ]);
    expect(ask({ keys: KNOWN_KEYS, roles: { payments: { ...payments, role_margin: 0.3 } } })).toEqual([]);
    const alike = { ...payments, role_runner_up: 'event' as const, role_margin: 0.01 };
    expect(ask({ keys: KNOWN_KEYS, roles: { payments: alike } })).toEqual([]);
  });
});

it('asks at most 20 questions, those first whose answer would change most', () => {
  const names = Array.from({ length: 30 }, (_, index) => `table_${index + 10}`);
  const tables = Object.fromEntries(names.map((name) => [name, `id integer, ref_of_${name} integer`]));
  const catalog = catalogOf({ ...tables, orders: 'id integer, status text, placed_on date' });
  const keys = [...names, 'orders'].map((name) => `${name} id .98`);
  const edges = names.map((name) => `${name}.ref_of_${name} > orders.id .5`);
  const questions = ask({ keys, edges, roles: { table_33: { role: 'fact' } } }, catalog);
  expect(questions.map(({ id }) => id.split(/[:.]/)[1])).toEqual(['table_33', ...names.slice(0, 19)]);
});
