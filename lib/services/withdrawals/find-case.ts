import { t } from "@/lib/language/t";
import { integer, nullable, text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";

const casesOfName = statement({
  name: "cases-of-name",
  params: { dataset: text, video: text, frame: integer, institution: nullable(text) },
  row: { id: uuid },
  sql: `SELECT c.id FROM "case" c
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    JOIN institution i ON i.id = d.institution_id
    WHERE d.name = $dataset AND vi.name = $video AND c.frame_number = $frame
      AND ($institution IS NULL OR i.name = $institution) AND c.current_version_id IS NOT NULL
    LIMIT 2`,
});

/** The id of a case that a command names. For the system alone. */
export async function findCase(
  { actor, db }: Context,
  named: {
    readonly dataset: string;
    readonly video: string;
    readonly frame: number;
    readonly institution?: string;
  },
): Promise<Result<string>> {
  const { dataset, video, frame, institution = null } = named;
  if (actor.kind !== "system" || !Number.isSafeInteger(frame)) return notFound("case");
  const [first, second] = await db.all(casesOfName, { dataset, video, frame, institution });
  if (!first) return notFound("case");
  if (second) return fail("conflict", t`Several institutions have this case. Say which with --institution.`);
  return succeed(first.id);
}
