import { describe, it } from 'vitest';
import type { JsonSchema } from '../../src/providers/provider.ts';
import { VENDORS } from '../../src/providers/provider.ts';
import { knownModels } from '../../src/providers/models.ts';
import { replyJsonSchema } from '../../src/prompts/reply/json-schema.ts';
import { seededRandom } from '../helpers/seeded-random.ts';
import { openAt } from '../helpers/vendors/fake-provider.ts';
import { fillSchema } from '../helpers/vendors/fill-schema.ts';
import { PROVIDER_CONTRACT } from '../helpers/vendors/provider-contract.ts';
import { startFake } from '../helpers/vendors/with-vendor.ts';
import { expect } from 'vitest';

const filled = ({ schema }: { schema: JsonSchema | null }): string =>
  schema ? JSON.stringify(fillSchema(schema, seededRandom(3))) : 'A column that names a row.';

/** The same cases that `npm run test:live` puts to the vendors themselves. */
describe.each(VENDORS)('%s', (vendor) => {
  it.each(PROVIDER_CONTRACT.map((one) => [one.name, one] as const))('%s', async (_, { run }) => {
    const server = await startFake(vendor, { respond: filled });
    await run({ open: (change) => openAt(vendor, server.url, change) });
  });

  it.each(knownModels(vendor).map(({ name }) => name))('is sent nothing that %s would refuse', async (model) => {
    const server = await startFake(vendor, { respond: filled });
    const reply = { name: 'reply', schema: replyJsonSchema };
    const request = { system: 'You plan.', prompt: 'The tables.', reply, maxOutputTokens: 4_000 };
    const answer = await openAt(vendor, server.url, { model }).ask(request, new AbortController().signal);
    expect({ status: answer.status, calls: answer.usage.calls }).toEqual({ status: 'complete', calls: 1 });
    expect(server.calls[0]?.asked?.schema).toEqual(replyJsonSchema);
  });
});
