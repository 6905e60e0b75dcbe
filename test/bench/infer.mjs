// What is timed: reads a catalog and infers it, once.   node infer.mjs CATALOG
import { readFileSync } from 'node:fs';
import { infer, NO_EVIDENCE } from '../../dist/index.js';

const { beliefs } = infer(JSON.parse(readFileSync(process.argv[2], 'utf8')), NO_EVIDENCE);
if (beliefs.relationships.length === 0) throw new Error('nothing was inferred');
