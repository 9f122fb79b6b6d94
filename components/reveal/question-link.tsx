import Link from "next/link";

/** From a reveal to where its reference is questioned. */
export function QuestionLink({ attemptId }: { attemptId: string }) {
  return (
    <p className="text-muted text-sm">
      Is the reference wrong?{" "}
      <Link
        href={`/attempts/${attemptId}/question`}
        prefetch={false}
        className="underline underline-offset-2 hover:text-ink"
      >
        Question it
      </Link>
    </p>
  );
}
