import { z } from "zod";
import { t } from "@/lib/language/t";
import { roleNames } from "../../domain/lti/launch";
import { type AskedPlatform, askWithToken, nextPage, PlatformRefusal, refusalOf } from "./service";

const MEMBERS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
const MOST_PAGES = 200;

const containerSchema = z.looseObject({
  members: z
    .array(
      z.looseObject({
        user_id: z.string().min(1),
        /** Active where it is left out. */
        status: z.string().nullish(),
        roles: z.array(z.string()),
      }),
    )
    .max(50_000),
});

/** Somebody of a course, as its platform lists them. */
export type CourseMember = {
  /** The platform's id for them, as in their launches. */
  readonly subject: string;
  readonly isActive: boolean;
  /** As rows of the mapping name them. */
  readonly roles: readonly string[];
};

/**
 * The people of a course, all pages of them (names and roles 2.0). Names and addresses aren't read.
 *
 * @throws PlatformRefusal where the list can't be had and read whole: half of one would say that the others have left
 */
export async function listMembers(
  platform: AskedPlatform,
  address: string,
): Promise<readonly CourseMember[]> {
  const members: CourseMember[] = [];
  const seen = new Set<string>();
  for (let page: string | null = address; page; ) {
    if (seen.has(page) || seen.size === MOST_PAGES) {
      throw new PlatformRefusal(t`The platform’s list of the course has no end.`, false);
    }
    seen.add(page);
    const response = await askWithToken(platform, page, { headers: { accept: MEMBERS } });
    if (!response.ok) throw await refusalOf(response, platform.now);
    const container = containerSchema.safeParse(await response.json().catch(() => null));
    if (!container.success) {
      throw new PlatformRefusal(t`The platform answered with something that is no list of a course.`, false);
    }
    for (const { user_id: subject, status, roles } of container.data.members) {
      members.push({
        subject,
        isActive: (status ?? "Active").toLowerCase() === "active",
        roles: roleNames(roles),
      });
    }
    page = nextPage(response, page);
  }
  return members;
}
