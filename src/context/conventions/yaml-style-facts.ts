import type { YamlLine } from './yaml-lines.ts';
import { walkYamlLines } from './yaml-lines.ts';

/** How a file of properties is written; null where the text does not show it. Plain data, kept in the cache of the scanner. */
export interface YamlStyleFacts {
  /** Whether it begins with `version: 2`. */
  readonly version: boolean;
  readonly indent: 2 | 4 | null;
  readonly lists: 'indented' | 'flush' | null;
  /** Between its models, or the tables of its sources. */
  readonly blank_lines: 0 | 1 | null;
  /** Whether most columns of its models state their type. */
  readonly data_type: boolean | null;
  readonly tests_key: 'tests' | 'data_tests' | null;
  readonly test_arguments: 'nested' | 'inline' | null;
  /** How many models, tables and columns are described, and how. */
  readonly docs: { readonly inline: number; readonly doc_blocks: number; readonly none: number };
  /** How often each is given to a node as a whole. */
  readonly tags: Readonly<Record<string, number>>;
  /** How often each is given to a node or a column. */
  readonly meta_keys: Readonly<Record<string, number>>;
}

/** Reads how a file of properties is written. Never throws, whatever the text. Pure, linear. */
export function readYamlStyle(text: string): YamlStyleFacts {
  const seen = new Tally();
  let version = false;
  walkYamlLines(text, (line) => {
    if (line.key === 'version' && line.above.length === 0) version = true;
    seeLayout(line, seen);
    seeTests(line, seen);
    seeDocs(line, seen);
    seeLabels(line, seen);
  });
  const described = seen.of('inline') + seen.of('doc_blocks');
  return {
    version,
    indent: seen.more(['indent 2', 2], ['indent 4', 4]),
    lists: seen.more(['indented', 'indented'], ['flush', 'flush']),
    blank_lines: seen.more(['apart', 1], ['together', 0]),
    data_type: seen.of('columns') === 0 ? null : seen.of('data_type') * 2 >= seen.of('columns'),
    tests_key: seen.more(['data_tests', 'data_tests'], ['tests', 'tests']),
    test_arguments: seen.more(['nested', 'nested'], ['in line', 'inline']),
    docs: {
      inline: seen.of('inline'),
      doc_blocks: seen.of('doc_blocks'),
      none: Math.max(0, seen.of('describable') - described),
    },
    tags: seen.named('tag '),
    meta_keys: seen.named('meta '),
  };
}

/** Counts what is seen, by name. */
class Tally {
  readonly #counts = new Map<string, number>();

  see(name: string): void {
    this.#counts.set(name, this.of(name) + 1);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** What the more frequent of two stands for; null for a tie. */
  more<const A, const B>([one, is]: readonly [string, A], [other, isElse]: readonly [string, B]): A | B | null {
    if (this.of(one) === this.of(other)) return null;
    return this.of(one) > this.of(other) ? is : isElse;
  }

  /** The counts of all names that begin so. */
  named(prefix: string): Record<string, number> {
    const named = [...this.#counts].filter(([name]) => name.startsWith(prefix));
    return Object.fromEntries(named.map(([name, count]) => [name.slice(prefix.length), count]));
  }
}

/** Lists of nodes that have properties. */
const NODES = new Set(['models', 'tables', 'seeds', 'snapshots']);

function seeLayout({ isItem, deeper, above, isFirst, afterBlank }: YamlLine, seen: Tally): void {
  if (isItem && deeper !== null) seen.see(deeper === 0 ? 'flush' : 'indented');
  if (deeper === 2 || deeper === 4) seen.see(deeper === 2 ? 'indent 2' : 'indent 4');
  if (isItem && !isFirst && NODES.has(above.at(-1) ?? '')) seen.see(afterBlank ? 'apart' : 'together');
}

const TESTS_KEYS = new Set(['tests', 'data_tests']);
/** Keys of a test that steer it; any other is an argument. (`to` and `values` as much as those of a package's test.) */
const TEST_SETTINGS = new Set(
  `name description config severity where limit tags meta enabled error_if warn_if fail_calc store_failures
  store_failures_as test_name`.split(/\s+/),
);

function seeTests({ key, value, above }: YamlLine, seen: Tally): void {
  if (key === null) return;
  if (TESTS_KEYS.has(key) && above.length > 0) seen.see(key);
  const isOfTest = TESTS_KEYS.has(above.at(-2) ?? '');
  const isFlowTest = TESTS_KEYS.has(above.at(-1) ?? '') && value.startsWith('{');
  if (isFlowTest) seen.see(/\barguments\s*:/.test(value) ? 'nested' : 'in line');
  if (isOfTest && key === 'arguments') seen.see('nested');
  else if (isOfTest && !TEST_SETTINGS.has(key)) seen.see('in line');
}

function seeDocs({ isItem, key, value, above }: YamlLine, seen: Tally): void {
  const list = above.at(-1) ?? '';
  const isColumn = list === 'columns' && NODES.has(above.at(-2) ?? '');
  if (!isColumn && !NODES.has(list)) return;
  if (isItem) seen.see('describable');
  if (isColumn && above.at(-2) === 'models') {
    if (isItem) seen.see('columns');
    if (key === 'data_type') seen.see('data_type');
  }
  if (key !== 'description' || value === '' || value === "''" || value === '""') return;
  seen.see(/\bdoc\s*\(/.test(value) ? 'doc_blocks' : 'inline');
}

function seeLabels({ isItem, key, value, above }: YamlLine, seen: Tally): void {
  const parent = above.at(-1);
  if (above.some((each) => TESTS_KEYS.has(each))) return;
  if (key !== null && parent === 'meta') seen.see(`meta ${key}`);
  if (key === 'meta') {
    for (const [, name = ''] of value.matchAll(/[{,]\s*["']?([\w.-]+)["']?\s*:/g)) seen.see(`meta ${name}`);
  }
  const isTag = key === 'tags' || (isItem && key === null && parent === 'tags');
  if (isTag && !above.includes('columns')) for (const tag of flowTexts(value)) seen.see(`tag ${tag}`);
}

/** The texts of a flow list, or the one plain text; none of what Jinja renders. */
function flowTexts(value: string): string[] {
  if (value.includes('{')) return [];
  return value
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((text) => text.trim().replace(/^(["'])(.*)\1$/, '$2'))
    .filter((text) => text !== '');
}
