import { redirect } from "next/navigation";
import { FIRST_MODE } from "@/lib/domain/attempts/mode";
import { modeSchema } from "@/lib/domain/attempts/mode-schema";
import { nextCases } from "@/lib/services/cases/next-cases";
import { found, signedIn } from "../_server/signed-in";

/** Opens the next case: one not answered yet, or with `again` one answered longest ago. */
export default async function Practice({ searchParams }: PageProps<"/practice">): Promise<never> {
  const query = await searchParams;
  const mode = modeSchema.catch(FIRST_MODE).parse(query.mode);
  const again = query.again === "1";
  const ctx = await signedIn(`/practice?mode=${mode}`);
  const [next] = found(await nextCases(ctx, { limit: 1, again }));
  if (!next) redirect(`/practice/done?mode=${mode}${again ? "&again=1" : ""}`);
  redirect(`/practice/${next.id}?mode=${mode}${again ? "&again=1" : ""}`);
}
