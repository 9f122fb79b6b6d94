/** SQL for the words of a rationale, over `v` (case_version): to the letter what the index holds them by. */
export const rationaleText = `to_tsvector('english', v.location || ' ' || v.exposure || ' ' || v.next_action || ' ' || v.critical_risk)`;
