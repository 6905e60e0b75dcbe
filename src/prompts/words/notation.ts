import { USUAL_COLUMNS } from '../schema/schema-head.ts';
import { BOOLEAN_ENDS, BOOLEAN_STARTS, MOMENT_ENDS, NUMBER_ENDS } from '../schema/column-letter.ts';

/** The notation of `encodeSchema`, as the system prompt teaches it. docs/prompts.md tells the same to people. */
export const NOTATION = `## How tables are written
One table a line: number, name, columns. Columns are counted from 1 in the order written; #7 or a letter with a number (N7) tells that the next column is number 7.
- Without a * mark a table's key is its column 1 and not written: id, or what a first line "key {one}_id" says ({one}: the table's name in the singular, {table}: as it is).
- * after a column: part of the key. - after the table's name: no key is known.
- >7 is a column that refers to table 7 and is called by it ({one}_id of table 7, or what a line "ref ..." says); author>7 is author_id, made_by:7 is made_by, referring to table 7. What ends in ? is likely, in ?.5 doubtful with that probability; all else is sure.
- References behind / are in numbers: 2,3>7 is columns 2 and 3 to the key of table 7; 2>7.4 to its column 4.
- What columns hold: S text, N number, T date or time, B yes or no, J nested or binary. A letter holds for the columns behind it. Before any letter the name tells: N if it ends in ${NUMBER_ENDS.join(' ')}; T if in ${MOMENT_ENDS.join(' ')}; B if in ${BOOLEAN_ENDS.join(' ')} or begins with ${BOOLEAN_STARTS.join('_ ')}_; else S.
- ship_{name city zip} is ship_name ship_city ship_zip; code_1..3 is code_1 code_2 code_3. c_~ before columns: all begin with c_. ~ before a table's name: it begins as the line "~ ..." says.
- +, % or & after a table's name: it also has the columns of the line that begins with that sign; they are counted last. + without a line of its own: ${USUAL_COLUMNS}.
- =5 after a table's name: it has the columns of table 5 under the same numbers, then its own.
- name=word: the draft calls it so. name?event: the role may be event instead. CAPITALS: all names are in capitals in truth.
- "# event" heads the tables of a role. The draft makes facts of facts, events and snapshots, dimensions of dimensions and nothing else, unless the heading says so. Below "# elsewhere" stand tables to refer to, in one line, counted up from the number before them; user(code*) gives a key. Change nothing of them. Below "# comments": 3 of table 3, 3.4 of its column 4.
- Columns that a loader wrote for itself are not shown.`;
