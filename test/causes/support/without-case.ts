/**
 * Causes that have no case in test/causes/ yet. It only shrinks: one that has a case, or no longer exists, fails the test.
 */
export const WITHOUT_CASE: readonly string[] = [];
