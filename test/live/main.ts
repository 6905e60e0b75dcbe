// npm run test:live [VENDOR ...]: the contract of a provider against the real vendors whose keys are in the environment.
// Costs a few hundredths of a cent each. Models and addresses: CARTRIDGE_LIVE_<VENDOR>_MODEL, <VENDOR>_BASE_URL.
import { performance } from 'node:perf_hooks';
import { chooseProvider } from '../../src/providers/choose-provider.ts';
import { openProvider } from '../../src/providers/open-provider.ts';
import { VENDORS, type Vendor } from '../../src/providers/provider.ts';
import { VENDOR_FACTS } from '../../src/providers/vendors.ts';
import { PROVIDER_CONTRACT, type Subject } from '../helpers/vendors/provider-contract.ts';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !VENDORS.some((vendor) => vendor === name));
if (unknown.length > 0) {
  console.error(`no such vendor: ${unknown.join(', ')}; there are ${VENDORS.join(', ')}`);
  process.exit(2);
}

let failed = 0;
for (const vendor of VENDORS.filter((each) => asked.length === 0 || asked.includes(each)))
  failed += await check(vendor);
process.exit(failed === 0 ? 0 : 1);

/** Runs all cases against one vendor; how many failed. */
async function check(vendor: Vendor): Promise<number> {
  const { label, keyVariable } = VENDOR_FACTS[vendor];
  const model = process.env[`CARTRIDGE_LIVE_${vendor.toUpperCase()}_MODEL`];
  const chosen = chooseProvider({ wanted: vendor, model, env: process.env });
  if ('problems' in chosen) {
    const [{ code, message }] = chosen.problems;
    console.log(`${label}: did not run: ${code === 'PROVIDER_KEY_MISSING' ? `${keyVariable} is not set` : message}`);
    return 0;
  }
  const subject: Subject = {
    open: ({ key, model: other } = {}) =>
      openProvider({ ...chosen, key: key ?? chosen.key, model: other ?? chosen.model }, { now: Date.now }),
  };
  console.log(`${label}: ${chosen.model} at ${chosen.address.url}`);
  let failures = 0;
  for (const { name, run } of PROVIDER_CONTRACT) {
    const started = performance.now();
    const error = await run(subject).then(
      () => null,
      (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
    );
    const ms = Math.round(performance.now() - started);
    console.log(
      `  ${error === null ? 'ok    ' : 'FAILED'} ${name} (${ms} ms)${error === null ? '' : `\n         ${error}`}`,
    );
    if (error !== null) failures += 1;
  }
  return failures;
}
