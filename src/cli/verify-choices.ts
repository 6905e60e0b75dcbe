/** Levels of verification, from cheap to dear, and the word for the dearest but build that can run. */
export const VERIFY_CHOICES = ['auto', 'off', 'static', 'bind', 'parse', 'build'] as const;
