import { wayProblemSchema, wayProblemWords } from "@/lib/domain/identities/way";

/** Why somebody came back from a provider and was not let in; nothing for a word that an address makes up. */
export function OutsideProblem({ problem }: { problem: string | string[] | undefined }) {
  const known = wayProblemSchema.safeParse(problem);
  return known.success ? (
    <p role="alert" className="mb-6 border-danger border-l-2 pl-3 text-danger text-sm">
      {wayProblemWords[known.data]}
    </p>
  ) : null;
}
