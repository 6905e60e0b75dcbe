import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { PLAIN } from '../../../src/cli/colour.ts';
import { inferTable } from '../../../src/cli/words/infer-table.ts';
import { inferWhy } from '../../../src/cli/words/infer-why.ts';
import { mermaidDiagram } from '../../../src/cli/words/mermaid.ts';
import { printable } from '../../../src/cli/words/printable.ts';
import { answersFile } from '../../../src/cli/words/question-lines.ts';
import type { Beliefs } from '../../../src/inference/beliefs.ts';
import { parseAnswers } from '../../../src/inference/questions/parse-answers.ts';
import { shopBeliefs } from '../../helpers/shop-beliefs.ts';

const LOOK = { width: 100, colour: PLAIN };

it('tells role, key and references of each table, how sure they are, and asks what is not', () => {
  expect(inferTable(shopBeliefs(), LOOK)).toEqual([
    'customers          dimension                        id',
    'order items        fact                             order_id + line (inferred .97)',
    '  order_id -> orders        likely .80',
    'orders             fact                             id',
    '  customer_id -> customers  declared',
    '  store_code -> stores      sure .97      for: same name and type; for: 100% of 12 values are found',
    'schema_migrations  technical                        no key',
    'stores             dimension .47 or classification  store_code (inferred .99)',
    '  parent -> stores          doubtful .40',
    '',
    'Not sure of these; plan and infer take what you know with --answers FILE',
    '  Does stores.parent point to stores.store_code? (p .40: parent names another row of stores)',
    '      relationship:stores.parent: stores.store_code | none',
    '      assumed none; an answer adds a relationships test to stores.parent',
  ]);
});

it('puts reasons beneath at 60 columns, all of them where it is not sure', () => {
  const beliefs = shopBeliefs();
  const narrow = { ...LOOK, width: 60 };
  const below = (lines: readonly string[]) => lines.filter((line) => line.startsWith('      '));
  expect(below(inferTable({ ...beliefs, questions: [] }, narrow))).toEqual([
    '      for: same name and type; against: not declared',
  ]);
  const relationships = beliefs.relationships.map((edge) => ({ ...edge, verdict: 'likely' as const }));
  expect(below(inferTable({ ...beliefs, relationships, questions: [] }, narrow))).toEqual([
    '      for: same name and type; for: 100% of 12 values are',
    '      found; against: not declared',
  ]);
});

it('says what was answered', () => {
  const beliefs = shopBeliefs();
  const [edge] = beliefs.relationships;
  const table = {
    ...beliefs.tables[2]!,
    primary_key: { columns: ['id'], probability: 1, declared: false, answered: true },
  };
  const answered = {
    ...edge!,
    declared: false,
    verdict: 'sure' as const,
    evidence: ['answered by you', 'names alike'],
  };
  expect(inferTable({ ...beliefs, tables: [table], relationships: [answered], questions: [] }, LOOK)).toEqual([
    'orders  fact  id (answered)',
    '  customer_id -> customers  answered      names alike',
  ]);
});

it('argues one column', () => {
  expect(inferWhy(shopBeliefs(), 'orders.store_code', LOOK)).toEqual([
    'orders.store_code',
    '  kind: identifier',
    '  points to stores (store_code): sure .97, many rows to one',
    '      for: same name and type',
    '      for: 100% of 12 values are found',
    '      against: not declared',
  ]);
  expect(inferWhy(shopBeliefs(), 'ORDERS.ID', LOOK)).toEqual([
    'orders.id',
    '  kind: identifier',
    '  the key: declared',
    '  is pointed to by order items (order_id, likely .80)',
  ]);
});

it('argues a doubtful column with the question that it raises', () => {
  expect(inferWhy(shopBeliefs(), 'stores.parent', LOOK)).toEqual([
    'stores.parent',
    '  kind: identifier',
    '  points to stores (store_code): doubtful .40, many rows to one',
    '  is asked of you:',
    '  Does stores.parent point to stores.store_code? (p .40: parent names another row of stores)',
    '      relationship:stores.parent: stores.store_code | none',
    '      assumed none; an answer adds a relationships test to stores.parent',
  ]);
});

it('names the nearest column of one that is not there', () => {
  expect(() => inferWhy(shopBeliefs(), 'orders.store_cod', LOOK)).toThrow(
    expect.objectContaining({
      problems: [
        {
          code: 'USAGE',
          message: 'there is no column "orders.store_cod"',
          hint: 'Did you mean orders.store_code?',
        },
      ],
    }),
  );
});

it('draws declared relationships solid and inferred ones broken, and no doubtful ones', () => {
  expect(mermaidDiagram(shopBeliefs())).toMatchSnapshot();
});

it('draws names that Mermaid could misread', () => {
  expect(mermaidDiagram(drawing([{ name: 'a "b"\n{c', columns: ['pk', '50% ~a~'] }]))).toEqual([
    'erDiagram',
    '  table_1["a #34;b#34; {c (fact)"] {',
    '    identifier column_pk PK, FK "pk"',
    '    identifier column_50_a_ PK, FK "50#37; #126;a#126;"',
    '  }',
    '  table_1 }o..|| table_1 : "pk + 50#37; #126;a#126;"',
  ]);
});

/** What the rules of Mermaid's erDiagram.jison take for an entity, an attribute and a relationship. */
const GRAMMAR = [
  /^erDiagram$/,
  /^ {2}[A-Za-z]\w*\["[^"%\r\n\v\\]+"\] \{$/,
  /^ {4}[a-z_]+ (?!(?:pk|fk|uk) )[A-Za-z_]\w* (?:PK|FK|PK, FK)(?: "[^"~]*")?$/i,
  /^ {2}\}$/,
  /^ {2}[A-Za-z]\w* (?:\|o|\}o)(?:--|\.\.)\|\| [A-Za-z]\w* : "[^"~%\r\n\v\\]+"$/,
];
/** Words that stand alone in it: no id. */
const WORDS = /^ {2}(?:erDiagram|style|class|classDef|subgraph|end|one|many|only|to|u|o)\b/i;

it('draws any names in the grammar of Mermaid', () => {
  const word = fc.constantFrom(
    'direction TB',
    'pk',
    '~',
    '%%{init: x}%%',
    '\\',
    '"',
    '#quot;',
    '|o',
    'to',
    'one',
    'end',
    'class',
    '\n',
    '名前',
    'a',
    ' ',
  );
  const name = fc
    .array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 4 })), { minLength: 1, maxLength: 5 })
    .map((words) => words.join(''))
    .filter((text) => text !== '');
  const tables = fc.array(fc.record({ name, columns: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }) }));
  fc.assert(
    fc.property(tables, (drawn) => {
      const lines = mermaidDiagram(drawing(drawn)).map(printable);
      expect(lines.filter((line) => !GRAMMAR.some((rule) => rule.test(line)))).toEqual([]);
      expect(lines.filter((line) => WORDS.test(line) || /^ {2}\S.*direction\s+(?:TB|BT|RL|LR)/i.test(line))).toEqual(
        [],
      );
    }),
  );
});

/** Tables whose columns are all their key, and each of which points to the next. */
function drawing(tables: readonly { name: string; columns: string[] }[]): Beliefs {
  return {
    format_version: '1.0',
    tables: tables.map(({ name, columns }) => ({
      name,
      role: 'fact',
      role_probability: 1,
      primary_key: { columns, probability: 1, declared: true },
      columns: columns.map((column) => ({ name: column, kind: 'identifier' })),
    })),
    relationships: tables.map(({ columns }, index) => ({
      table: tables.at(index - 1)!.name,
      columns,
      ref_table: tables[index]!.name,
      ref_columns: columns,
      cardinality: 'many_to_one',
      probability: 0.95,
      verdict: 'sure',
      declared: false,
      evidence: [],
    })),
    questions: [],
  };
}

it('writes a file of answers to fill in, which as it stands answers nothing', () => {
  const { questions } = shopBeliefs();
  const hostile = { ...questions[0]!, id: 'key:a: b\n#', choices: ['yes', 'none'] };
  const lines = answersFile([...questions, hostile]);
  expect(lines.slice(0, 7)).toEqual([
    '# What do you know? Take the # away from those lines, choose, and plan with --answers FILE.',
    '# Choices are proposals: any other column or role may be named as well.',
    '',
    '# Does stores.parent point to stores.store_code? (p .40: parent names another row of stores)',
    '# Assumed none; an answer adds a relationships test to stores.parent. Choices: stores.store_code,',
    '# none.',
    '#relationship:stores.parent: stores.store_code',
  ]);
  expect(parseAnswers(lines.join('\n'), 'a.yml')).toEqual({ answers: [], problems: [] });
  const filled = lines.map((line) => line.replace(/^#(?! )/, '')).join('\n');
  expect(parseAnswers(filled, 'a.yml').answers).toMatchObject([
    { id: 'relationship:stores.parent', choice: 'stores.store_code' },
    { id: 'key:a: b\n#', choice: 'yes' },
  ]);
  expect(answersFile([])).toEqual(['# This plan asks nothing.']);
});
