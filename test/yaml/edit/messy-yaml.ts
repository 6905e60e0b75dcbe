import * as fc from 'fast-check';
import type { YamlValue } from '../../../src/yaml/edit/edit.ts';

/** How a person may write a YAML file. */
export interface Habits {
  readonly step: 2 | 3 | 4;
  readonly dashOffset: number;
  readonly lineBreak: '\n' | '\r\n';
  readonly bom: boolean;
  readonly lastBreak: boolean;
  readonly marker: boolean;
  /** Drawn for each place where there is a choice. */
  readonly choices: readonly number[];
}

export interface MessyYaml {
  readonly text: string;
  readonly value: YamlValue;
}

const word = fc.constantFrom(
  'id',
  'name',
  'orders',
  'tests',
  'columns',
  'unique',
  'x',
  'Full Name',
  'a-b',
  "it's",
  '#1',
);
const scalar = fc.oneof(
  word,
  fc.constantFrom('{{ doc("x") }}', 'yes', '007', 'a: b', '- x', '', 'a, [b]', 'two\nlines\n', 'ends: ', ' padded '),
  fc.integer({ min: -5, max: 99 }),
  fc.boolean(),
  fc.constant(null),
);
const value = fc.letrec<{ any: YamlValue; map: YamlValue }>((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('any'), { maxLength: 4 }), tie('map')),
  map: fc.dictionary(word, tie('any'), { maxKeys: 4, noNullPrototype: true }),
}));

export const habits: fc.Arbitrary<Habits> = fc
  .record({
    step: fc.constantFrom<2 | 3 | 4>(2, 2, 3, 4),
    flush: fc.boolean(),
    lineBreak: fc.constantFrom<'\n' | '\r\n'>('\n', '\n', '\r\n'),
    bom: fc.boolean(),
    lastBreak: fc.boolean(),
    marker: fc.boolean(),
    choices: fc.array(fc.nat({ max: 99 }), { minLength: 40, maxLength: 40 }),
  })
  .map(({ flush, ...rest }) => ({ ...rest, dashOffset: flush ? 0 : rest.step }));

/** Data, and a text that stands for them: any mix of block and flow, quotes, comments, empty lines and line ends. */
export const messyYaml: fc.Arbitrary<MessyYaml> = fc
  .tuple(fc.dictionary(word, value.any, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), habits)
  .map(([data, style]) => ({ text: writeMessily(data, style), value: data }));

/** Data as a person with such habits may have written them. */
export function writeMessily(data: Record<string, YamlValue>, style: Habits): string {
  let next = 0;
  const choose = (): number => style.choices[next++ % style.choices.length] ?? 0;
  const lines = [...(style.marker ? ['---'] : []), ...mappingLines(data, style, choose)];
  const text = lines.join(style.lineBreak) + (style.lastBreak ? style.lineBreak : '');
  return (style.bom ? '\uFEFF' : '') + text;
}

type Choose = () => number;

function mappingLines(data: Record<string, YamlValue>, style: Habits, choose: Choose): string[] {
  return Object.entries(data).flatMap(([key, each]) => [
    ...between(choose),
    ...valueLines(`${writeScalar(key, choose)}:`, each, {
      style,
      choose,
      offset: Array.isArray(each) ? style.dashOffset : style.step,
    }),
  ]);
}

function sequenceLines(data: readonly YamlValue[], style: Habits, choose: Choose): string[] {
  return data.flatMap((each, index) => {
    const nested = !isPlain(each) && choose() < 80;
    const before = index === 0 ? [] : between(choose);
    if (!nested) return [...before, ...valueLines('-', each, { style, choose, offset: 2 })];
    const inner = Array.isArray(each)
      ? sequenceLines(each, style, choose)
      : mappingLines(each as Record<string, YamlValue>, style, choose).filter(
          (line, at, all) => at > 0 || all.length > 0,
        );
    const first = inner.findIndex((line) => line.trim() !== '' && !line.trim().startsWith('#'));
    return [
      ...before,
      `- ${inner[first] ?? ''}`,
      ...inner.slice(first + 1).map((line) => (line === '' ? '' : `  ${line}`)),
    ];
  });
}

function valueLines(
  head: string,
  value: YamlValue,
  { style, choose, offset }: { style: Habits; choose: Choose; offset: number },
): string[] {
  if (isPlain(value) || choose() < 20) return scalarLines(head, value, choose);
  const inner = Array.isArray(value)
    ? sequenceLines(value, style, choose)
    : mappingLines(value as Record<string, YamlValue>, style, choose);
  const indent = ' '.repeat(head === '-' ? 2 : offset);
  return [head + comment(choose), ...inner.map((line) => (line === '' ? '' : indent + line))];
}

function scalarLines(head: string, value: YamlValue, choose: Choose): string[] {
  if (value === null && choose() < 60) return [head + comment(choose)];
  if (value === 'two\nlines\n' && choose() < 70) return [`${head} |`, '    two', '    lines'];
  return [`${head} ${flow(value, choose)}${comment(choose)}`];
}

function flow(value: YamlValue, choose: Choose): string {
  if (Array.isArray(value)) return `[${(value as YamlValue[]).map((each) => flow(each, choose)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return writeScalar(value, choose, true);
  const entries = Object.entries(value).map(
    ([key, each]) => `${writeScalar(key, choose, true)}: ${flow(each, choose)}`,
  );
  return choose() < 50 ? `{${entries.join(', ')}}` : `{ ${entries.join(' , ')} }`;
}

function writeScalar(value: string | number | boolean | null, choose: Choose, inFlow = false): string {
  if (typeof value !== 'string') return value === null ? 'null' : String(value);
  const canBePlain =
    /^[a-zA-Z_][\w -]*\w$|^[a-z]$/.test(value) && !/^(yes|no|on|off|y|n|true|false|null)$/i.test(value);
  if (canBePlain && choose() < 60 && !(inFlow && value.includes('-'))) return value;
  if (choose() < 50 && !/\n/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value);
}

function between(choose: Choose): string[] {
  const choice = choose();
  return choice < 10 ? [''] : choice < 18 ? ['# a remark: {{ not(jinja) }}'] : [];
}

function comment(choose: Choose): string {
  return choose() < 12 ? '  # why' : '';
}

function isPlain(value: YamlValue): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}
