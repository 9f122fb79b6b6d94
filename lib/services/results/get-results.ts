import { z } from "zod";
import { may } from "../../auth/policy";
import { resultsOf } from "../../domain/results/results-of";
import type { Results } from "../../domain/results/views";
import type { Context } from "../context";
import { listLateAnswers } from "../late-answers/list-late-answers";
import { notFound, type Result, succeed } from "../result";
import { loadAnswers } from "./parts/load-answers";

/** Everybody's answers to an assignment and how its cases behaved, for those who assign in its institution. */
export async function getResults({ actor, db, now }: Context, id: string): Promise<Result<Results>> {
  const assignmentId = z.uuid().safeParse(id);
  if (!may(actor, "assign") || !assignmentId.success) return notFound("assignment");
  const [loaded, late] = await Promise.all([
    loadAnswers(db, actor, assignmentId.data, now),
    listLateAnswers(db, actor, assignmentId.data),
  ]);
  return loaded ? succeed({ ...loaded.head, ...resultsOf(loaded, now), late }) : notFound("assignment");
}
