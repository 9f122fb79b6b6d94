import Link from "next/link";
import { t } from "@/lib/language/t";

/** From a reveal to where its reference is questioned. */
export function QuestionLink({ attemptId }: { attemptId: string }) {
  return (
    <p className="text-muted text-sm print:hidden">
      {t`Is the reference wrong?`}{" "}
      <Link
        href={`/attempts/${attemptId}/question`}
        prefetch={false}
        className="underline underline-offset-2 hover:text-ink"
      >{t`Question it`}</Link>
    </p>
  );
}
