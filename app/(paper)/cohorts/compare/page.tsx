import type { Metadata } from "next";
import { z } from "zod";
import { CompareView } from "@/components/cohorts/compare-view";
import { may } from "@/lib/auth/policy";
import { t } from "@/lib/language/t";
import { compareCohorts } from "@/lib/services/cohorts/compare-cohorts";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Compare cohorts` };

const figureSchema = z.enum(["ha25", "hmIoU", "acc", "mIoU"]).catch("ha25");

export default async function ComparePage({ searchParams }: PageProps<"/cohorts/compare">) {
  const { ids, weeks, figure } = await searchParams;
  const ctx = await signedIn("/cohorts/compare");
  const asked = [ids ?? []].flat().flatMap((each) => each.split(",").filter(Boolean));
  const comparison = found(await compareCohorts(ctx, { ids: asked, weeks }));
  return (
    <CompareView
      comparison={comparison}
      figure={figureSchema.parse(figure)}
      hasProgram={may(ctx.actor, "see-residents")}
    />
  );
}
