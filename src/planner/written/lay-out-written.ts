import type { Style } from '../../context/style.ts';
import type { Dialect } from '../../sql/dialects/dialect.ts';
import { isToken } from '../../sql/select/token-source.ts';
import { sqlWriter } from '../render/sql-writer.ts';
import type { ExpressionWriter } from './write-expression.ts';
import { expressionWriter } from './write-expression.ts';
import type {
  WrittenClause,
  WrittenFrom,
  WrittenItem,
  WrittenQuery,
  WrittenSelect,
  WrittenSql,
} from './written-query.ts';

/** How SQL that a model wrote is to be written: whose it is to be, in which style, and what stands for a model that it reads. */
export interface WrittenLayout {
  readonly dialect: Dialect;
  readonly style: Pick<Style, 'sql'>;
  /** What a model that is read is called now; its own name if not said. */
  readonly nameOf?: (model: string) => string;
  /** How a model is read; by `ref` if not said. */
  readonly relation?: (name: string) => string;
}

/**
 * The lines of SQL that a model wrote, in the dialect of the project: CTEs, select lists and clauses as the shipped templates
 * have them, its expressions as they were written. Comments are left out. Pure.
 */
export function layOutWritten(sql: WrittenSql, layout: WrittenLayout): string[] {
  const lines: Lines = {
    layout,
    sql,
    write: expressionWriter(sql, {
      ...layout,
      inline: (query) => queryLines(query, lines).filter(Boolean).map(trimmed).join(' '),
    }),
  };
  return queryLines(sql.query, lines);
}

interface Lines {
  readonly layout: WrittenLayout;
  readonly sql: WrittenSql;
  readonly write: ExpressionWriter;
}

function queryLines(query: WrittenQuery, lines: Lines): string[] {
  const { write, layout } = lines;
  const last = query.ctes.length - 1;
  const ctes = query.ctes.flatMap(({ name, query: inner }, index) => [
    `${write.relation(name)} ${write.word('as')} (`,
    '',
    ...queryLines(inner, lines).map(deeper),
    '',
    index === last ? ')' : '),',
    '',
  ]);
  const selects = query.selects.flatMap((select, index) => {
    if (index === 0) return selectLines(select, lines);
    const operator = query.operators[index - 1] ?? '';
    const isBare = layout.dialect.common?.saysDistinct === true && !operator.endsWith(' all');
    return ['', write.word(isBare ? `${operator} distinct` : operator), '', ...selectLines(select, lines)];
  });
  return [...(ctes.length > 0 ? [write.word('with'), ''] : []), ...ctes, ...selects];
}

function selectLines({ isDistinct, items, from, clauses }: WrittenSelect, lines: Lines): string[] {
  const { write, layout } = lines;
  const select = write.word(isDistinct ? 'select distinct' : 'select');
  const texts = items.map((item) => itemText(item, lines));
  const [text = ''] = texts;
  const [only] = from;
  const isImport = text === '*' && texts.length === 1 && from.length === 1 && clauses.length === 0;
  if (isImport && only && only.relation.kind !== 'query') {
    // Nothing is qualified, so that no alias is needed.
    return [`${select} * ${write.word('from')} ${relationText(only.relation, lines)}`];
  }
  const { withCommas } = sqlWriter(layout.style.sql, layout.dialect);
  return [
    select,
    ...withCommas(texts).flatMap((each) => each.split('\n').map(deeper)),
    ...from.flatMap((each) => fromLines(each, lines)),
    ...clauses.flatMap((clause) => clauseLines(clause, lines)),
  ];
}

function itemText({ expression, name, isStar }: WrittenItem, { write, sql }: Lines): string {
  const text = write.lines(expression).join('\n');
  const { lo, hi } = expression;
  const isPath = hi - lo === 1 || (hi - lo === 3 && isToken(sql.source, lo + 1, '.'));
  if (isStar || name === null || (isPath && sql.names.get(hi - 1) === name)) return text;
  return text === write.column(name) ? text : `${text} ${write.word('as')} ${write.column(name)}`;
}

function fromLines(from: WrittenFrom, lines: Lines): string[] {
  const { write } = lines;
  const { words, relation, on } = from;
  const alias = aliasOf(from, lines);
  const named = alias === null ? '' : ` ${write.word('as')} ${write.relation(alias)}`;
  const conditions = on ? conditionLines(on, lines) : [];
  if (relation.kind === 'query') {
    return [`${write.word(words)} (`, ...queryLines(relation.query, lines).map(deeper), `)${named}`, ...conditions];
  }
  return [`${write.word(words)} ${relationText(relation, lines)}${named}`, ...conditions];
}

/** Its own, or the name that a model had for its reader, by which columns may be qualified. */
function aliasOf({ relation, alias }: WrittenFrom, { sql, layout }: Lines): string | null {
  if (alias !== null) return sql.names.get(alias) ?? null;
  return relation.kind === 'model' && nameOf(relation.name, layout) !== relation.name ? relation.name : null;
}

function nameOf(model: string, layout: WrittenLayout): string {
  return layout.nameOf?.(model) ?? model;
}

function relationText(
  relation: Exclude<WrittenFrom['relation'], { kind: 'query' }>,
  { write, sql, layout }: Lines,
): string {
  if (relation.kind === 'cte') return write.relation(sql.names.get(relation.index) ?? '');
  const name = nameOf(relation.name, layout);
  return layout.relation?.(name) ?? `{{ ref('${name}') }}`;
}

function conditionLines({ word, range }: NonNullable<WrittenFrom['on']>, { write }: Lines): string[] {
  if (word === 'using') return [deeper(`${write.word('using')} (${write.range(range)})`)];
  return write.conditions(range).map((text, index) => deeper(`${write.word(index === 0 ? 'on' : 'and')} ${text}`));
}

function clauseLines({ word, range }: WrittenClause, { write }: Lines): string[] {
  if (word !== 'where' && word !== 'having') return [`${write.word(word)} ${write.range(range)}`];
  return write
    .conditions(range)
    .map((text, index) => (index === 0 ? `${write.word(word)} ${text}` : deeper(`${write.word('and')} ${text}`)));
}

function deeper(line: string): string {
  return line === '' ? '' : `    ${line}`;
}

function trimmed(line: string): string {
  return line.trim();
}
