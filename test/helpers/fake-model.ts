import type { Reply } from '../../src/prompts/reply/reply-schema.ts';
import type { ModelReply, ModelRequest, Provider } from '../../src/providers/provider.ts';

/** A model in this process: answers each request as it is told, and keeps what it was asked. */
export interface FakeModel extends Provider {
  readonly asked: ModelRequest[];
}

/** `answer` gives the text of a reply, or the whole of it. Usage is a token for every four letters. */
export function fakeModel(
  answer: (request: ModelRequest, call: number) => string | ModelReply | Promise<ModelReply>,
): FakeModel {
  const asked: ModelRequest[] = [];
  return {
    name: 'openai',
    model: 'fake-1',
    asked,
    ask: async (request) => {
      asked.push(request);
      const reply = await answer(request, asked.length);
      return typeof reply === 'string' ? complete(request, reply) : reply;
    },
  };
}

export function complete(request: ModelRequest, text: string): ModelReply {
  return { status: 'complete', text, usage: usageOf(request, text) };
}

export function truncated(request: ModelRequest, text: string): ModelReply {
  return { status: 'truncated', text, usage: usageOf(request, text) };
}

function usageOf({ system, prompt }: ModelRequest, text: string) {
  const input_tokens = Math.ceil((system.length + prompt.length) / 4);
  return { input_tokens, cached_input_tokens: 0, output_tokens: Math.ceil(text.length / 4), calls: 1 };
}

/** A reply that says what is given and nothing else. */
export function reply(said: Partial<Reply> = {}): Reply {
  const nothing = {
    tables: [],
    renames: [],
    descriptions: [],
    roles: [],
    keys: [],
    references: [],
    marts: [],
    measures: [],
  };
  return { ...nothing, values: [], answers: [], models: [], goals: [], ...said };
}
