import type { CommandDefinition } from '../command.ts';

export const completionCommand: CommandDefinition = {
  name: 'completion',
  group: 'Start',
  summary: 'print a script that completes commands and options in your shell',
  argument: { name: 'shell', description: 'the shell', choices: ['bash', 'zsh', 'fish'] },
  options: [],
  examples: [
    { command: 'cartridge completion bash >> ~/.bashrc', does: 'for every new bash' },
    { command: 'cartridge completion fish > ~/.config/fish/completions/cartridge.fish', does: 'for fish' },
  ],
  run: async (call) => (await import('../actions/completion.ts')).completion(call),
};
