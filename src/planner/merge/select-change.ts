import { findColumnWay } from '../../sql/select/column-way.ts';
import { readHeadings } from '../../sql/select/headings.ts';
import type { NewColumn } from '../../sql/select/insert-columns.ts';
import type { Select, SelectItem } from '../../sql/select/query.ts';
import type { SqlModel } from '../../sql/select/read-model.ts';
import { readModel } from '../../sql/select/read-model.ts';
import type { OldColumn } from '../../sql/select/remove-columns.ts';

/** What changes in the select list of a generated model. */
export interface SelectChange {
  readonly added: readonly NewColumn[];
  readonly removed: readonly OldColumn[];
  readonly changed: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  /** Whether all else stays as it is. */
  readonly isAll: boolean;
}

/** Compares the select lists of two generated models; null where one has no single list whose columns all have names. */
export function compareSelects(before: string, after: string, dialect: string): SelectChange | null {
  const [old, now] = [readList(before, dialect), readList(after, dialect)];
  if (!old || !now) return null;
  return {
    added: columnsOf(now).filter(({ name }) => !old.items.has(name.toLowerCase())),
    removed: columnsOf(old).filter(({ name }) => !now.items.has(name.toLowerCase())),
    changed: [...now.items].flatMap(([name, text]) => {
      const was = old.items.get(name);
      return was === undefined || was === text ? [] : [{ name, before: was, after: text }];
    }),
    isAll: old.around === now.around,
  };
}

/** Names of the columns of a model's last list, in lower case; null where they cannot be read. */
export function columnNames(sql: string, dialect: string): string[] | null {
  const model = readModel(sql, dialect);
  const way = 'reason' in model ? model : findColumnWay(model.query);
  const [select] = 'reason' in way ? [] : way.lists;
  return select ? select.items.map(({ name }) => name?.toLowerCase() ?? '') : null;
}

/** The columns of a generated model, each with its heading and the column before it. */
export function listedColumns(sql: string, dialect: string): NewColumn[] {
  const list = readList(sql, dialect);
  return list ? columnsOf(list) : [];
}

/** The one select list of a generated model. */
interface SelectList {
  readonly model: SqlModel;
  readonly select: Select;
  /** Text of each item by its name in lower case, in order. */
  readonly items: ReadonlyMap<string, string>;
  /** The model without its list. */
  readonly around: string;
}

function readList(sql: string, dialect: string): SelectList | null {
  const model = readModel(sql, dialect);
  if ('reason' in model) return null;
  const way = findColumnWay(model.query);
  const [select, ...others] = 'reason' in way ? [] : way.lists;
  const last = select?.items.at(-1);
  if (!select || !last || others.length > 0) return null;
  const items = new Map(
    select.items.flatMap((item) => (item.name === null ? [] : [[item.name.toLowerCase(), textOf(model, item)]])),
  );
  if (items.size < select.items.length) return null;
  return { model, select, items, around: `${sql.slice(0, select.start)}\0${sql.slice(last.end)}` };
}

function columnsOf({ model, select }: SelectList): NewColumn[] {
  const headings = readHeadings(model, select);
  return select.items.map((item, index) => {
    const heading = headings.find(({ from, to }) => from <= index && index < to);
    return {
      name: item.name ?? '',
      text: textOf(model, item),
      ...(heading ? { group: heading.words } : {}),
      after: select.items[index - 1]?.name ?? null,
    };
  });
}

function textOf({ text }: SqlModel, { start, end }: SelectItem): string {
  return text.slice(start, end);
}
