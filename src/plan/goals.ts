import * as z from 'zod';

/** What a request asks for; actions point to it by `goal_id` (DESIGN.md section 1). */
export const goalSchema = z.looseObject({
  /** `g1`, `g2` ... in the order of the request. */
  goal_id: z.string(),
  parent: z.string().nullable(),
  text: z.string(),
  /** Absent in plans of other tools. */
  status: z.enum(['met', 'partly', 'unmet']).optional(),
  /** Why it is not met, or by what it is. */
  reason: z.string().optional(),
});
export type Goal = z.infer<typeof goalSchema>;
