import type { Metadata } from "next";
import { PersonView } from "@/components/people/person-view";
import { may } from "@/lib/auth/policy";
import { t } from "@/lib/language/t";
import { getPerson } from "@/lib/services/people/get-person";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Person` };

export default async function PersonPage({ params }: PageProps<"/people/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/people/${id}`);
  const person = found(await getPerson(ctx, id));
  // Forms start from the stored values, and start again when somebody changes those.
  const key = `${person.name} ${person.role}`;
  return <PersonView key={key} person={person} figures={may(ctx.actor, "see-residents")} />;
}
