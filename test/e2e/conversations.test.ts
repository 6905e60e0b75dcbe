import { join } from 'node:path';
import { expect, it } from 'vitest';
import { VENDORS } from '../../src/providers/provider.ts';
import { FAKES } from '../helpers/vendors/bare-sdks.ts';
import { conversationWith } from '../helpers/vendors/conversation.ts';

// `npx vitest run test/e2e/conversations -u` writes the pages anew; read what became different as a user would.
it.each(VENDORS)('the conversation with %s that the examples show is the one that would be had', async (vendor) => {
  const page = await conversationWith(vendor);
  expect(page).not.toContain(FAKES[vendor].key);
  await expect(`${page}\n`).toMatchFileSnapshot(join(import.meta.dirname, `../../examples/conversations/${vendor}.md`));
});
