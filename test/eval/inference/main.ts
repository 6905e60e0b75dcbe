// npm run eval:inference -- CATALOGS...: hides what the schemas declare, infers it again, scores it.
//   --with-data RAW    where RAW/<schema>.duckdb or a folder of files RAW/<schema>/ exists: with rows, beside names alone
//   --synthetic        with rows made of the declared keys: what is not declared points nowhere
//   --gold FOLDER      what experts wrote of schemas that declare nothing
//   --errors           every key and edge that is missed, wrong or undeclared
//   --sample N         N edges that nobody declared, to be judged by a person
//   --json             one document instead of tables
//   --against FILE     what got worse or better since that document was printed
//   --only NAME (again for more), --threshold P (an edge counts from there on; 0.5), --seed N (order of the tables; 0)
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { againstReport, parseEarlier } from './against.ts';
import { evaluationDocument, evaluationText, sampleLines } from './evaluation.ts';
import { runEvaluation } from './run-evaluation.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'with-data': { type: 'string' },
    synthetic: { type: 'boolean', default: false },
    gold: { type: 'string' },
    against: { type: 'string' },
    sample: { type: 'string' },
    errors: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    threshold: { type: 'string', default: '0.5' },
    seed: { type: 'string', default: '0' },
  },
});
const { only, gold } = values;
if (positionals.length === 0) {
  console.error(
    'Which schemas? npm run eval:inference -- CATALOGS [--with-data RAW] [--gold FOLDER] [--errors] [--json]',
  );
  process.exitCode = 2;
} else {
  const evaluation = await runEvaluation({
    folders: positionals,
    settings: { threshold: Number(values.threshold), seed: Number(values.seed) },
    only,
    rows: values['with-data'],
    synthetic: values.synthetic,
    gold,
  });
  if (values.json) console.log(JSON.stringify(evaluationDocument(evaluation), null, 2));
  else console.log(evaluationText(evaluation, values.errors).join('\n'));
  if (values.sample !== undefined) console.log(sampleLines(evaluation, Number(values.sample)).join('\n'));
  if (values.against !== undefined && !values.json) {
    console.log(
      ['', ...againstReport(evaluation.schemas, parseEarlier(readFileSync(values.against, 'utf8')))].join('\n'),
    );
  }
}
