import type { Metadata } from "next";
import { InvitationsView } from "@/components/people/invitations-view";
import { t } from "@/lib/language/t";
import { listInvitations } from "@/lib/services/invitations/list-invitations";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Invitations` };

export default async function InvitationsPage({ searchParams }: PageProps<"/people/invitations">) {
  const query = await searchParams;
  const ctx = await signedIn("/people/invitations");
  const show = query.show === "all" ? "all" : "waiting";
  const list = found(await listInvitations(ctx, { show, page: query.page }));
  return <InvitationsView list={list} show={show} />;
}
