// Makes a DuckDB file of a file of SQL, with the DuckDB that cartridge itself reads with.
//   node examples/make-duckdb.mjs shop.sql shop.duckdb
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [sqlFile, databaseFile] = process.argv.slice(2);
if (!sqlFile || !databaseFile) {
  console.error('usage: node make-duckdb.mjs FILE.sql FILE.duckdb');
  process.exit(2);
}
const instance = await DuckDBInstance.create(databaseFile);
const connection = await instance.connect();
await connection.run(readFileSync(sqlFile, 'utf8'));
connection.closeSync();
instance.closeSync();
