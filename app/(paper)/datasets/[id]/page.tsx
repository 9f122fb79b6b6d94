import type { Metadata } from "next";
import { DatasetView } from "@/components/datasets/dataset-view";
import { t } from "@/lib/language/t";
import { getDataset } from "@/lib/services/datasets/get-dataset";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`About a dataset` };

export default async function DatasetPage({ params }: PageProps<"/datasets/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/datasets/${id}`);
  return <DatasetView dataset={found(await getDataset(ctx, id))} timeZone={ctx.actor.timeZone} />;
}
