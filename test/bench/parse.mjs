// The yardstick of inference: loads the same modules and parses the same catalog.   node parse.mjs CATALOG
import { readFileSync } from 'node:fs';
import '../../dist/index.js';

JSON.parse(readFileSync(process.argv[2], 'utf8'));
