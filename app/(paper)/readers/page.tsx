import type { Metadata } from "next";
import { ReadersView } from "@/components/readers/readers-view";
import { t } from "@/lib/language/t";
import { listReaders } from "@/lib/services/readers/list-readers";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Readers` };

export default async function ReadersPage() {
  const ctx = await signedIn("/readers");
  return <ReadersView table={found(await listReaders(ctx))} />;
}
