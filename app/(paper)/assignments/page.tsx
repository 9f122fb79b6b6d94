import type { Metadata } from "next";
import { AssignmentListView } from "@/components/assignments/assignment-list";
import { DuePage } from "@/components/assignments/due-page";
import { may } from "@/lib/auth/policy";
import { t } from "@/lib/language/t";
import { listAssignments } from "@/lib/services/assignments/list-assignments";
import { listDue } from "@/lib/services/assignments/list-due";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Assignments` };

/** Faculty see the assignments of their institution; residents those that were given to them. */
export default async function AssignmentsPage({ searchParams }: PageProps<"/assignments">) {
  const query = await searchParams;
  const ctx = await signedIn("/assignments");
  const clock = { timeZone: ctx.actor.timeZone, now: ctx.now.toISOString() };
  if (!may(ctx.actor, "assign")) return <DuePage assignments={found(await listDue(ctx))} {...clock} />;
  const show = query.show === "past" ? "past" : "current";
  const search = typeof query.search === "string" ? query.search : "";
  const list = found(await listAssignments(ctx, { show, search, page: query.page }));
  return <AssignmentListView list={list} show={show} search={search} {...clock} />;
}
