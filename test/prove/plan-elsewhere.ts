// A process that plans: a request a line {"from", "project_dir"}, an answer a line {"text": the plan file}.
import { createInterface } from 'node:readline';
import { generateExecutionPlan } from '../../src/index.ts';
import { planText } from '../../src/store/plan-text.ts';

for await (const line of createInterface({ input: process.stdin })) {
  const { from, project_dir } = JSON.parse(line) as { from: string; project_dir: string };
  const answer = await generateExecutionPlan({ from, projectDir: project_dir }).then(
    ({ plan }) => ({ text: planText(plan) }),
    (error: unknown) => ({ text: String(error) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
