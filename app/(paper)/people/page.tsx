import type { Metadata } from "next";
import { PeopleView } from "@/components/people/people-view";
import { peopleQuerySchema } from "@/lib/domain/people/input";
import { t } from "@/lib/language/t";
import { listPeople } from "@/lib/services/people/list-people";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`People` };

export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const query = peopleQuerySchema.parse(await searchParams);
  const ctx = await signedIn("/people");
  const list = found(await listPeople(ctx, query));
  return <PeopleView list={list} query={{ ...query, page: list.page }} />;
}
