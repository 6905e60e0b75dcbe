import { seededRandom } from '../../helpers/seeded-random.ts';
import { GOOD } from './hostile-shop.ts';

export interface Fault {
  readonly name: string;
  readonly text: string;
  /** Whether the vendor says that the reply was cut. */
  readonly isCut?: true;
}

export const EMPTY = [
  '',
  ' ',
  '\n',
  '\uFEFF',
  'null',
  'true',
  '0',
  '""',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  'NaN',
  'undefined',
  '{',
  '[',
  '"',
  '```',
  '```json\n```',
  '{"error": "overloaded"}',
  '<html><body>502</body></html>',
  'I cannot help with that.',
  '\u0000',
  '{"renames": null}',
  '{"renames": 1}',
  '{"renames": "none"}',
  '{"": ""}',
];

export function wrapped(good: string): Fault[] {
  const json = JSON.stringify(GOOD);
  return [
    ['bom', `\uFEFF${good}`],
    ['fence', `\`\`\`\n${good}\n\`\`\``],
    ['fence of json', `Sure!\n\`\`\`JSON\n${json}\n\`\`\`\nAnything else?`],
    ['prose before', `Looking at {these} tables [I see]:\n${json}`],
    ['prose behind', `${json}\nI hope {that} helps [1].`],
    ['two objects', `${json}\n${json}`],
    ['text of json', JSON.stringify(json)],
    ['text of text of json', JSON.stringify(JSON.stringify(json))],
    ['in an object', `{"reply": ${json}}`],
    ['in a text in an object', JSON.stringify({ arguments: json })],
    ['in a list', `[${json}]`],
    ['behind thoughts', `<thinking>{"renames": [</thinking>${json}`],
    ['crlf', good.replaceAll('\n', '\r\n')],
  ].map(([name = '', text = '']) => ({ name: `wrapped: ${name}`, text }));
}

export function syntax(good: string): Fault[] {
  return [
    ['trailing commas', good.replaceAll(/([\]}])(?=[,\]}])/g, '$1,')],
    ['single quotes', good.replaceAll('"', "'")],
    ['smart quotes', good.replaceAll('"', '\u201D')],
    ['bare keys', good.replaceAll(/"([a-z_]+)":/g, '$1:')],
    ['comments', good.replaceAll('{', '{ // an item\n')],
    ['python', good.replaceAll('true', 'True').replaceAll('[]', 'None')],
    ['no commas', good.replaceAll('},{', '} {')],
    ['nan', good.replaceAll(/:(\d)/g, ':NaN')],
    ['infinite', good.replaceAll(/:(\d)/g, ':1e999')],
    ['no closing', good.replaceAll('}', '')],
    ['no opening', good.replaceAll('{', '')],
    ['too many closing', good.replaceAll('}', '}}')],
    ['tabs in texts', good.replaceAll('Sales', 'Sa\tles\n')],
    ['lone surrogates', good.replaceAll('Sales', '\uD800Sales')],
    ['nul', good.replaceAll('Sales', 'Sa\u0000les')],
    ['bad escapes', good.replaceAll('Sales', String.raw`Sa\les \x41 \u12`)],
    ['quotes in texts', good.replaceAll('Sales', 'the "Sales"')],
    ['semicolons', good.replaceAll(',', ';')],
    ['duplicate keys', good.replace('{', '{"renames": [], "renames": [{"table": 1}], ')],
    ['ellipsis', good.replace(/\[\{/, '[..., {')],
  ].map(([name = '', text = '']) => ({ name: `syntax: ${name}`, text }));
}

/** Cut at every character, as said by the vendor or not. */
export function truncated(good: string): Fault[] {
  return Array.from({ length: good.length }, (_, length) => ({
    name: `cut at ${length}`,
    text: good.slice(0, length),
    ...(length % 2 === 0 ? { isCut: true as const } : {}),
  }));
}

/** Characters lost, doubled or changed, here and there. */
export function scrambled(good: string): Fault[] {
  const random = seededRandom(6);
  return Array.from({ length: 150 }, (_, index) => {
    let text = good;
    for (let times = 0; times <= index % 7; times++) {
      const place = Math.floor(random() * text.length);
      const put = ['', '"', '{', '}', '[', ',', '\\', '0', '\u202E'][Math.floor(random() * 9)] ?? '';
      text = text.slice(0, place) + put + text.slice(place + Math.floor(random() * 3));
    }
    return { name: `scrambled ${index}`, text };
  });
}

/** Texts that would cost time or memory. */
export function huge(): Fault[] {
  const rename = JSON.stringify(GOOD.renames[0]);
  return [
    ['deep lists', '['.repeat(100_000)],
    ['deep objects', '{"a":'.repeat(50_000)],
    ['deep and closed', `${'{"renames":['.repeat(20_000)}${']}'.repeat(20_000)}`],
    ['many items', `{"renames": [${Array.from({ length: 20_000 }, () => rename).join(',')}]}`],
    ['many items, broken', `{"renames": [${Array.from({ length: 20_000 }, () => rename).join(' ')}]`],
    ['many sections', '{"renames": ['.repeat(40_000)],
    ['many keys', `{${Array.from({ length: 50_000 }, (_, index) => `"k${index}": 1`).join(',')}}`],
    ['many quotes', `{"renames": "${'"'.repeat(200_000)}`],
    ['many comments', `{${'/*'.repeat(200_000)}`],
    ['a long text', `{"descriptions": [{"table": 1, "column": 0, "text": "${'x'.repeat(900_000)}"}]}`],
    ['ten megabytes', ' {"renames": []} '.repeat(600_000)],
    [
      'polluting',
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, "renames": [{"__proto__": {"table": 1}}]}',
    ],
  ].map(([name = '', text = '']) => ({ name: `huge: ${name}`, text }));
}
