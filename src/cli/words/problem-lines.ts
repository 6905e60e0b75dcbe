import type { Problem, Where } from '../../errors.ts';
import type { Look } from '../screen.ts';
import { count, grouped } from './count.ts';
import { displayWidth, indented, wrap } from './layout.ts';
import { sentence } from './sentence.ts';

/** Problems shown whole; beyond that they are counted by code. */
const SHOWN = 5;

/** Problems as people read them: the first ones whole, the rest counted. `most`: how many are shown whole. */
export function problemLines(problems: readonly Problem[], look: Look, most = SHOWN): string[] {
  // Counting a single one takes as much room as showing it.
  const shown = problems.slice(0, problems.length === most + 1 ? most + 1 : most);
  const lines = shown.flatMap((problem, index) => [...(index === 0 ? [] : ['']), ...oneProblem(problem, look)]);
  const rest = problems.slice(shown.length);
  return rest.length === 0 ? lines : [...lines, '', ...indented(restText(rest), 0, look.width)];
}

/** One line of what, one of where, then why and what to do (ux.md "Errors"). */
function oneProblem(problem: Problem, look: Look): string[] {
  const place = problem.where ? whereText(problem.where) : '';
  // A message that names the whole place needs no second line for it.
  const where = problem.message.includes(place) ? '' : place;
  return [
    ...headline(problem, look),
    ...(where === '' ? [] : indented(where, 2, look.width)),
    ...(problem.hint ?? '').split('\n').flatMap((line) => hintLines(line, look.width)),
  ];
}

function headline(problem: Problem, { colour, width }: Look): string[] {
  const lines = wrap(`error: ${problem.message}`, Math.min(width, 100));
  const body = lines.map((line, index) => (index === 0 ? line : `  ${line}`));
  const last = body.at(-1) ?? '';
  const painted = body.map((line, index) => (index === 0 ? colour.red('error:') + colour.bold(line.slice(6)) : line));
  const room = Math.min(width, 100) - displayWidth(last) - problem.code.length;
  if (room < 3) return [...painted, `  ${colour.dim(problem.code)}`];
  painted[painted.length - 1] += ' '.repeat(room) + colour.dim(problem.code);
  return painted;
}

/** `catalog.json:12:3, table orders, column id`; empty if nothing is known. */
function whereText(where: Where): string {
  const place = [where.file, where.line, where.line === undefined ? undefined : where.column]
    .filter((part) => part !== undefined)
    .join(':');
  const parts = [
    place === '' ? undefined : place,
    where.table === undefined ? undefined : `table ${where.table}`,
    where.field === undefined ? undefined : `column ${where.field}`,
    where.at,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** A line that begins with spaces is a piece of a file or a command, and stays as it is. */
function hintLines(line: string, width: number): string[] {
  if (line === '') return [];
  return line.startsWith(' ') ? [`  ${line}`] : indented(line, 2, width);
}

function restText(rest: readonly Problem[]): string {
  const byCode = new Map<string, number>();
  for (const { code } of rest) byCode.set(code, (byCode.get(code) ?? 0) + 1);
  const codes = [...byCode].map(([code, amount]) => `${grouped(amount)} ${code}`).join(', ');
  return `and ${count(rest.length, 'more problem', 'more problems')}: ${codes}`;
}

/** What is said after Ctrl-C or a no: no error, only what state things are in. */
export function cancelledLines(problems: readonly Problem[], look: Look): string[] {
  return problems.flatMap((problem) => {
    return [
      ...wrap(sentence(problem.message), look.width),
      ...(problem.hint ?? '').split('\n').flatMap((line) => hintLines(line, look.width)),
    ];
  });
}
