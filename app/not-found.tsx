import type { Metadata } from "next";
import { NothingHere } from "@/components/shell/nothing-here";
import { t } from "@/lib/language/t";

export const metadata: Metadata = { title: t`Not found` };

export default function NotFound() {
  return <NothingHere />;
}
