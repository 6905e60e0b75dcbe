// Asks one question and prints how it ended: ask-once.ts VENDOR ADDRESS. Run in a process of its own.
import { chooseProvider } from '../../../src/providers/choose-provider.ts';
import { openProvider } from '../../../src/providers/open-provider.ts';
import { VENDORS } from '../../../src/providers/provider.ts';
import { VENDOR_FACTS } from '../../../src/providers/vendors.ts';
import { KEY, QUESTION } from './scripted-provider.ts';

const [wanted, baseUrl = ''] = process.argv.slice(2);
const vendor = VENDORS.find((each) => each === wanted) ?? 'openai';
const chosen = chooseProvider({ wanted: vendor, baseUrl, env: { [VENDOR_FACTS[vendor].keyVariable]: KEY } });
if ('problems' in chosen) throw new Error(chosen.problems[0].message);
const reply = await openProvider(chosen, { now: Date.now }).ask(QUESTION, new AbortController().signal);
process.stdout.write(`${reply.status}\n`);
