import { t } from "@/lib/language/t";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";

/** There is nothing to open for who comes from a course, and why. */
export function SaidView({ platform, words }: { platform: string; words: string }) {
  return (
    <>
      <PageHeading title={t`From ${platform}`} />
      <Empty title={t`There is nothing to open yet`}>
        <p>{words}</p>
      </Empty>
    </>
  );
}
