import { text } from "../db/columns";
import { constant } from "../db/statement";
import { FORMER_DOMAIN } from "../domain/people/former";

/** Whether a row of "user" is a person, and not what is left of one. */
export const isPerson = (u: string): string => `${u}.email NOT LIKE '%@' || ${constant(text, FORMER_DOMAIN)}`;

/** The year of training of `u` on a day, an SQL expression; null where it is not known. */
export const trainingYearOn = (day: string): string =>
  `(SELECT t.year FROM training t WHERE t.user_id = u.id AND t.since <= ${day} ORDER BY t.since DESC LIMIT 1)`;
