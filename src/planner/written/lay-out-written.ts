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
  readonly ref: (model: string) => string;
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
  const [only] = texts;
  const relations = from.flatMap((each) => fromLines(each, lines));
  if (texts.length === 1 && items[0]?.isStar && relations.length === 1 && clauses.length === 0)
    return [`${select} ${only ?? ''} ${relations[0] ?? ''}`];
  const { withCommas } = sqlWriter(layout.style.sql, layout.dialect);
  return [
    select,
    ...withCommas(texts).map(deeper),
    ...relations,
    ...clauses.flatMap((clause) => clauseLines(clause, lines)),
  ];
}

function itemText({ expression, name, isStar }: WrittenItem, { write, sql }: Lines): string {
  const text = write.range(expression);
  const { lo, hi } = expression;
  const isPath = hi - lo === 1 || (hi - lo === 3 && isToken(sql.source, lo + 1, '.'));
  if (isStar || name === null || (isPath && sql.names.get(hi - 1) === name)) return text;
  return text === write.column(name) ? text : `${text} ${write.word('as')} ${write.column(name)}`;
}

function fromLines({ words, relation, alias, on }: WrittenFrom, lines: Lines): string[] {
  const { write, sql } = lines;
  const named = alias === null ? '' : ` ${write.word('as')} ${write.relation(sql.names.get(alias) ?? '')}`;
  const conditions = on ? conditionLines(on, lines) : [];
  if (relation.kind === 'query') {
    return [`${write.word(words)} (`, ...queryLines(relation.query, lines).map(deeper), `)${named}`, ...conditions];
  }
  const read =
    relation.kind === 'model' ? lines.layout.ref(relation.name) : write.relation(sql.names.get(relation.index) ?? '');
  return [`${write.word(words)} ${read}${named}`, ...conditions];
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
