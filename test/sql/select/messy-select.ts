import * as fc from 'fast-check';

/** A model as a person may have written it, over a table `t` with the columns a, b, "Mixed Case". */
export interface MessySelect {
  readonly text: string;
  /** Names that come out, in order. */
  readonly names: readonly string[];
}

/** How a person may write a select list. */
interface Habits {
  readonly commas: 'trailing' | 'leading' | 'inline';
  readonly hasLastComma: boolean;
  readonly indent: string;
  readonly lineBreak: '\n' | '\r\n';
  readonly isUpper: boolean;
  /** Drawn for each place where there is a choice. */
  readonly choices: readonly number[];
}

interface Item {
  readonly text: string;
  readonly name: string;
}

const EXPRESSIONS = [
  'a',
  '"Mixed Case"',
  'cast(a as decimal(18, 2))',
  'b::int',
  "case when a = 1 then 'x, y' else '-- from' end",
  'row_number() over (partition by a order by b, "Mixed Case")',
  "coalesce(nullif(b, 'it''s'), ', ')",
  'a is distinct from 1',
  '[a, 2][1]',
  "{'k': a, 'from': b}",
  '$$, from $$',
  '(select count(*) from t as "from" where a > 1)',
  'a * 1',
];
const REMARKS = ['', '', '', " -- it's, here", ' /* a, "b" */', ' -- from t'];
const JINJA_EXPRESSIONS = [
  "{{ cents('a') }}",
  "coalesce(a, {{ var('x', 'from t, ') }})",
  'cast(b as {{ dbt.type_string() }})',
];
const ALONE = ['-- , old', '---------- strings', '/* two\nlines, */', '-- select', ''];

const habits: fc.Arbitrary<Habits> = fc.record({
  commas: fc.constantFrom('trailing', 'leading', 'inline'),
  hasLastComma: fc.boolean(),
  indent: fc.constantFrom('  ', '    ', '\t', ''),
  lineBreak: fc.constantFrom('\n', '\n', '\r\n'),
  isUpper: fc.boolean(),
  choices: fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
});

/** Models in any habits; with Jinja only dbt can read them, without it DuckDB can. */
export function messySelect({ hasJinja }: { readonly hasJinja: boolean }): fc.Arbitrary<MessySelect> {
  const expressions = hasJinja ? [...EXPRESSIONS, ...JINJA_EXPRESSIONS] : EXPRESSIONS;
  return fc
    .record({ habits, count: fc.integer({ min: 1, max: 6 }), layout: fc.nat(4) })
    .map(({ habits, count, layout }) => {
      const items = Array.from({ length: count }, (_, at): Item => {
        const [expression, alias] = [draw(habits, at, expressions), draw(habits, at + 10, ['as ', 'as ', ''])];
        const name = draw(habits, at + 20, [`n${at}`, `n${at}`, `N ${at}`]);
        return { text: `${expression} ${alias}${/ /.test(name) ? `"${name}"` : name}`, name };
      });
      const text = layOut({ habits, hasJinja, layout }, items);
      return { text: text.replaceAll('\n', habits.lineBreak), names: items.map(({ name }) => name) };
    });
}

function draw<T>({ choices }: Habits, at: number, from: readonly T[]): T {
  return from[(choices[at % choices.length] ?? 0) % from.length] as T;
}

function layOut(
  { habits, hasJinja, layout }: { habits: Habits; hasJinja: boolean; layout: number },
  items: readonly Item[],
): string {
  const word = (text: string) => (habits.isUpper ? text.toUpperCase() : text);
  const [select, from, as] = [word('select'), word('from'), word('as')];
  const table = hasJinja ? "{{ source('s', 't') }}" : 't';
  const list = `${select}${listText(habits, items, hasJinja)}${from}`;
  const names = items.map(({ name }) => (/ /.test(name) ? `"${name}"` : name));
  const head = hasJinja ? "{{ config(materialized='view') }}\n{# select, from #}\n" : '';
  const layouts = [
    `${list} ${table}`,
    `${word('with')}\n\nsource ${as} (\n  ${select} * ${from} ${table}\n),\nrenamed ${as} (${list} source)\n${select} * ${from} renamed\n`,
    `${word('with')} few ${as} (\n${list} ${table}\n)\n${select}\n  ${names.join(',\n  ')}\n${from} few -- end`,
    `${select} * ${from} (${list} ${table}) ${as} x`,
    `${list} ${table}\nunion all\n${list} ${table}`,
  ];
  return head + layouts[layout];
}

function listText(habits: Habits, items: readonly Item[], hasJinja: boolean): string {
  const { commas, indent, hasLastComma } = habits;
  if (commas === 'inline') return ` ${items.map(({ text }) => text).join(', ')}${hasLastComma ? ',' : ''} `;
  const lines = items.flatMap(({ text }, at) => {
    const isLast = at === items.length - 1;
    const remark = draw(habits, at + 30, REMARKS);
    const alone = draw(habits, at + 5, ALONE);
    const behind = commas === 'trailing' && (!isLast || hasLastComma) ? ',' : '';
    const line = `${indent}${commas === 'leading' && at > 0 ? ', ' : ''}${text}${behind}${remark}`;
    const isOptional = hasJinja && !isLast && at > 0 && draw(habits, at + 15, [true, false, false]);
    return [
      ...(draw(habits, at + 25, [true, false]) ? [indent + alone] : []),
      ...(isOptional ? optional(line) : [line]),
    ];
  });
  return `\n${lines.join('\n')}\n`;
}

function optional(line: string): string[] {
  return ["{% if var('x') %}", line, '{% else %}', line, '{% endif %}'];
}
