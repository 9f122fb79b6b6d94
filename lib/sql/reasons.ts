import { nullable, text, type ValuesOf } from "../db/columns";

/** What the reader of an attempt `t` wrote before the reveal, beside columns of a reference that go by the same names. */
export const reasonColumns = "t.next_action AS own_next_action, t.critical_risk AS own_critical_risk";

export const reasonRow = { own_next_action: nullable(text), own_critical_risk: nullable(text) };
export type ReasonRow = ValuesOf<typeof reasonRow>;

/** Whether the reader of an attempt `t` wrote something of a part; `part` is an SQL expression. */
export const hasReason = (part: string): string =>
  `CASE ${part} WHEN 'nextAction' THEN t.next_action ELSE t.critical_risk END IS NOT NULL`;
