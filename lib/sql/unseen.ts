/**
 * A parameter whose value the planner doesn't see, as SQL. One that sees a short list, or a late day, finds the plan for any
 * value too dear, and plans the statement anew each time it is asked: that can take longer than the statement.
 */
export const unseen = (parameter: string, type: string): string => `(SELECT ${parameter})::${type}`;
