import { z } from "zod";
import { t } from "@/lib/language/t";
import { MOST_GRADE } from "../../domain/lti/grade";
import { SCOPES } from "../../domain/lti/launch";
import { type AskedPlatform, askWithToken, nextPage, PlatformRefusal, refusalOf } from "./service";

const MOST_PAGES = 20;

const ITEM = "application/vnd.ims.lis.v2.lineitem+json";
const ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json";
const SCORE = "application/vnd.ims.lis.v1.score+json";
const RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json";

const allows = ({ scopes }: AskedPlatform, scope: string): boolean => scopes.includes(scope);

const itemSchema = z.looseObject({
  id: z.url(),
  resourceId: z.string().nullish(),
  resourceLinkId: z.string().nullish(),
});

type Column = {
  /** Where the course has its columns. */
  readonly lineItems: string;
  readonly resourceLinkId: string;
  readonly resourceId: string;
  readonly label: string;
};

/**
 * The column of grades of a link: the one that is there, else one that is made. To be called by one at a time for each link,
 * since platforms make as many as they are asked for.
 *
 * @returns its address
 * @throws PlatformRefusal
 */
export async function findColumn(book: AskedPlatform, column: Column): Promise<string> {
  if (!allows(book, SCOPES.lineItem)) {
    throw new PlatformRefusal(t`The platform has no column for this link, and lets Calot make none.`, true);
  }
  const first = new URL(column.lineItems);
  first.searchParams.set("resource_link_id", column.resourceLinkId);
  const seen = new Set<string>();
  for (let page: string | null = first.href; page && !seen.has(page) && seen.size < MOST_PAGES; ) {
    seen.add(page);
    const response = await askWithToken(book, page, { headers: { accept: ITEMS } });
    if (!response.ok) throw await refusalOf(response, book.now);
    const items = z.array(z.unknown()).safeParse(await response.json().catch(() => null));
    if (!items.success)
      throw new PlatformRefusal(t`The platform answered with something that is no list.`, false);
    // Not every platform heeds what it is asked for.
    const there = items.data
      .map((item) => itemSchema.safeParse(item).data)
      .find((item) => item?.resourceLinkId === column.resourceLinkId);
    if (there) return there.id;
    page = nextPage(response, page);
  }
  const { resourceLinkId, resourceId, label } = column;
  const response = await askWithToken(book, column.lineItems, {
    method: "POST",
    headers: { "content-type": ITEM, accept: ITEM },
    body: JSON.stringify({ scoreMaximum: MOST_GRADE, label, resourceId, resourceLinkId }),
  });
  if (!response.ok) throw await refusalOf(response, book.now);
  const made = itemSchema.safeParse(await response.json().catch(() => null));
  if (!made.success)
    throw new PlatformRefusal(t`The platform answered with something that is no column.`, false);
  return made.data.id;
}

/** A place below a column. What its address asks for stays: Moodle tells columns apart by it. */
function below(lineItem: string, what: string): URL {
  const address = new URL(lineItem);
  address.pathname = `${address.pathname.replace(/\/$/, "")}/${what}`;
  return address;
}

type Score = {
  readonly subject: string;
  readonly given: number;
  /** Later than of each one before. */
  readonly at: Date;
};

/** Grades that differ by no more are the same: platforms round. */
const SAME = 0.005;

const resultsSchema = z.array(
  z.looseObject({
    userId: z.coerce.string(),
    resultScore: z.number().nullish(),
    resultMaximum: z.number().positive().nullish(),
  }),
);

/** Whether the platform shows a learner this very grade. */
async function shows(book: AskedPlatform, lineItem: string, { subject, given }: Score): Promise<boolean> {
  if (!allows(book, SCOPES.results)) return false;
  const address = below(lineItem, "results");
  address.searchParams.set("user_id", subject);
  const response = await askWithToken(book, address.href, { headers: { accept: RESULTS } });
  if (!response.ok) return false;
  const results = resultsSchema.safeParse(await response.json().catch(() => null));
  const own = results.data?.find(({ userId }) => userId === subject);
  if (own?.resultScore == null) return false;
  return Math.abs((own.resultScore / (own.resultMaximum ?? MOST_GRADE)) * MOST_GRADE - given) < SAME;
}

/**
 * Gives a learner a grade in a column. Given again with a later moment it is the same grade.
 *
 * @throws PlatformRefusal
 */
export async function giveGrade(book: AskedPlatform, lineItem: string, score: Score): Promise<void> {
  if (!allows(book, SCOPES.score))
    throw new PlatformRefusal(t`The platform lets Calot give no grades there.`, true);
  const response = await askWithToken(book, below(lineItem, "scores").href, {
    method: "POST",
    headers: { "content-type": SCORE },
    body: JSON.stringify({
      userId: score.subject,
      scoreGiven: score.given,
      scoreMaximum: MOST_GRADE,
      activityProgress: "Completed",
      gradingProgress: "FullyGraded",
      timestamp: score.at.toISOString(),
    }),
  });
  if (response.ok) {
    await response.body?.cancel();
    return;
  }
  const refusal = await refusalOf(response, book.now);
  // It has a later one: perhaps this very grade, whose answer was lost.
  if (refusal.status === 409 && (await shows(book, lineItem, score))) return;
  throw refusal;
}
