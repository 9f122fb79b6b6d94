import { z } from "zod";
import { may } from "../../auth/policy";
import { type Sheet, sheetsOf } from "../../domain/results/sheets";
import { dayOf } from "../../domain/time/day";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadAnswers } from "./parts/load-answers";

type Exported = {
  /** Of the assignment. */
  readonly name: string;
  /** On which it is taken, in the institution's time zone: YYYY-MM-DD. */
  readonly day: string;
  /** The institution's, IANA. */
  readonly timeZone: string;
  readonly sheets: readonly Sheet[];
};

/** An assignment's results as tables, for those who assign in its institution. It is written down who took them. */
export async function exportResults({ actor, db, now }: Context, id: string): Promise<Result<Exported>> {
  const assignmentId = z.uuid().safeParse(id);
  if (!may(actor, "assign") || !assignmentId.success) return notFound("assignment");
  const loaded = await loadAnswers(db, actor, assignmentId.data, now);
  if (!loaded) return notFound("assignment");
  await writeAudit(db, { actor, now }, [{ action: "results.export", subject: assignmentId.data }]);
  const { timeZone } = actor;
  return succeed({
    name: loaded.head.name,
    day: dayOf(now, timeZone),
    timeZone,
    sheets: sheetsOf(loaded, now),
  });
}
