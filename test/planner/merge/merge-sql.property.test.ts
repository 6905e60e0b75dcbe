import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeSql } from '../../../src/planner/merge/merge-sql.ts';
import { readModel } from '../../../src/sql/select/read-model.ts';

const RUNS = Number(process.env['CARTRIDGE_PROPERTY_RUNS'] ?? 500);
const DUCKDB = { dialect: 'duckdb' };

/** Columns of a generated model, each there or not in the base and in what would be written now. */
const generated = fc.array(fc.constantFrom('both', 'both', 'both', 'added', 'removed', 'changed'), {
  minLength: 2,
  maxLength: 8,
});

/** What a person makes of an item of the base, or of the whole. */
const edits = fc.record({
  items: fc.array(fc.constantFrom('keep', 'keep', 'rename', 'remark', 'compute', 'drop', 'add'), {
    minLength: 8,
    maxLength: 8,
  }),
  commas: fc.constantFrom<'trailing' | 'leading'>('trailing', 'trailing', 'leading'),
  lineBreak: fc.constantFrom('\n', '\n', '\r\n'),
  where: fc.constantFrom('', '    where not deleted\n'),
});

interface Line {
  readonly item: string;
  readonly remark: string;
}

function model(lines: readonly Line[], commas: 'trailing' | 'leading', where = ''): string {
  const list = lines.map(({ item, remark }, at) => {
    const isLast = at === lines.length - 1;
    return commas === 'leading'
      ? `      ${at > 0 ? ', ' : '  '}${item}${remark}\n`
      : `        ${item}${isLast ? '' : ','}${remark}\n`;
  });
  const source = "source as (\n\n    select * from {{ source('s', 't') }}\n\n)";
  return `with\n\n${source},\n\nrenamed as (\n\n    select\n${list.join('')}    from source\n${where}\n)\n\nselect * from renamed\n`;
}

function plain(items: readonly string[]): Line[] {
  return items.map((item) => ({ item, remark: '' }));
}

function editItem(item: string, edit: string, at: number): Line[] {
  switch (edit) {
    case 'rename':
      return [{ item: `c${at} as mine_${at}`, remark: '' }];
    case 'remark':
      return [{ item, remark: ' -- a, remark' }];
    case 'compute':
      return [{ item: `upper(c${at}) as c${at}`, remark: '' }];
    case 'drop':
      return [];
    case 'add':
      return [...plain([item]), { item: `now() as seen_${at}`, remark: '' }];
    default:
      return plain([item]);
  }
}

/** Texts of the items of a model's list, and of its comments. */
function itemsOf(sql: string): { items: string[]; remarks: string[] } {
  const read = readModel(sql, 'duckdb');
  if ('reason' in read) throw new Error(read.reason);
  const items = read.query.ctes[1]?.query?.selects[0]?.items ?? [];
  const cut = ({ start, end }: { start: number; end: number }) => sql.slice(start, end);
  return { items: items.map(cut), remarks: read.comments.map(cut) };
}

it('keeps every edit of a person, and brings every column that came', () => {
  let merged = 0;
  fc.assert(
    fc.property(generated, edits, (kinds, { items, commas, lineBreak, where }) => {
      const named = kinds.map((kind, at) => ({ kind, at, item: `c${at}` }));
      const base = named.filter(({ kind }) => kind !== 'added').map(({ item }) => item);
      const rendered = named
        .filter(({ kind }) => kind !== 'removed')
        .map(({ kind, item }) => (kind === 'changed' ? `cast(${item} as date) as ${item}` : item));
      const person = named
        .filter(({ kind }) => kind !== 'added')
        .flatMap(({ item, at }) => editItem(item, items[at] ?? 'keep', at));
      fc.pre(base.length > 0 && rendered.length > 0 && person.length > 0);
      const current = model(person, commas, where).replaceAll('\n', lineBreak);
      const result = mergeSql(
        { base: model(plain(base), 'trailing'), rendered: model(plain(rendered), 'trailing'), current },
        DUCKDB,
      );
      const isOnlyAdded = kinds.every((kind) => kind === 'both' || kind === 'added');
      if ('reason' in result) {
        expect(isOnlyAdded).toBe(false);
        return;
      }
      merged += 1;
      const [before, after] = [itemsOf(current), itemsOf(result.text)];
      const ours = new Set(
        named.filter(({ kind }) => kind === 'removed' || kind === 'changed').map(({ item }) => item),
      );
      const kept = before.items.filter((item) => !ours.has(item));
      expect(after.items.filter((item) => kept.includes(item))).toEqual(kept);
      expect(after.remarks).toEqual(before.remarks);
      const added = named.filter(({ kind }) => kind === 'added').map(({ item }) => item);
      expect(after.items.filter((item) => added.includes(item)).sort()).toEqual(added.sort());
      expect(result.text.split(lineBreak).length).toBe(result.text.split('\n').length);
    }),
    { numRuns: RUNS },
  );
  expect(merged).toBeGreaterThan(RUNS / 2);
});
