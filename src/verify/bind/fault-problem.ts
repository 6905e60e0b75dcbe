import type { Problem } from '../../errors.ts';
import { textPosition } from '../../sql/text-position.ts';
import type { StatementFault } from './binding.ts';
import { faultOffset } from './duckdb-fault.ts';
import { explainFault } from './explain-fault.ts';
import type { FaultContext } from './explain-fault.ts';

/** What faults are explained with: the names and columns of everything that was compiled. */
export type Known = Pick<FaultContext, 'labels' | 'columnsOf'>;

/** A refused statement as a problem at its place in the template. */
export function faultProblem({ node, rendered, fault, prefix, statement }: StatementFault, known: Known): Problem {
  const inStatement = faultOffset(fault, statement);
  const message = explainFault(fault, { ...known, sql: statement, offset: inStatement });
  const { path, content } = node.file;
  const offset = inStatement === null ? null : inStatement - prefix;
  // A fault at the very end points behind the SQL, into what cartridge put around it.
  const inSql = offset === null ? null : Math.max(0, Math.min(offset, rendered.sql.trimEnd().length));
  const position = inSql === null ? {} : textPosition(content, rendered.templateOffset(inSql));
  return { code: 'VERIFY_BIND', message, where: { file: path, ...position } };
}
