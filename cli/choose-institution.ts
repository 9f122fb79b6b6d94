import type { Database } from "@/lib/db/client";
import { CommandError } from "@/tooling/command-error";

/**
 * The institution of a name; without one the only institution there is.
 *
 * @throws CommandError where there is none, or one of several is to be named
 */
export async function chooseInstitution(
  db: Database,
  name: string | undefined,
): Promise<{ readonly id: string; readonly name: string }> {
  const institutions = await db.prisma.institution.findMany({
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  const names = institutions.map((each) => each.name).join(", ");
  if (name !== undefined) {
    const named = institutions.find((each) => each.name === name);
    if (named) return named;
    throw new CommandError(`There is no institution “${name}”${names && `; there are: ${names}`}.`);
  }
  const [only] = institutions;
  if (only && institutions.length === 1) return only;
  throw new CommandError(
    only
      ? `Say which institution with --institution: ${names}.`
      : "There is no institution yet: name the first one with --institution.",
  );
}
