import { isName, type Listed } from "./object-store";
import type { Answer, Asked } from "./s3-client";
import { S3Refusal } from "./s3-errors";
import { readVersions, type Version } from "./s3-xml";

const AT_ONCE = 16;

type Bucket = {
  /** What all names begin with in it. */
  readonly prefix: string;
  find(asked: Asked): Promise<Answer | null>;
  askText(asked: Asked): Promise<string>;
  list(beginning: string): AsyncIterable<Listed>;
};

/**
 * Removes what a bucket has under names that begin so, for good: versions first, then what says that it was removed. The other
 * way round, a removal that failed in between would leave versions that no listing of names shows any more.
 */
export function eraseIn(bucket: Bucket) {
  const { prefix, find, askText, list } = bucket;
  // Not every server knows of versions: it has none, then.
  let hasVersions = true;

  const pageOf = (beginning: string, after: Readonly<Record<string, string>>) =>
    askText({ method: "GET", query: { versions: "", prefix: prefix + beginning, ...after } }).then(
      readVersions,
      (cause: unknown) => {
        if (!(cause instanceof S3Refusal) || cause.status !== 501) throw cause;
        return null;
      },
    );

  const versionsOf = async (beginning: string): Promise<readonly Version[]> => {
    const found: Version[] = [];
    for (let after: Readonly<Record<string, string>> | null = {}; after !== null && hasVersions; ) {
      const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(beginning, after);
      found.push(...(page?.versions ?? []));
      hasVersions = page !== null;
      after = page?.next ?? null;
    }
    return found.map((each) => ({ ...each, name: each.name.slice(prefix.length) }));
  };

  const removeOne = async (name: string, query: Readonly<Record<string, string>> = {}): Promise<void> => {
    await (await find({ method: "DELETE", name, query }))?.body.dump();
  };

  return async (beginning: string, isOurs: (name: string) => boolean = isName): Promise<void> => {
    const versions = (await versionsOf(beginning)).filter(({ name }) => isName(name) && isOurs(name));
    for (const isMarker of [false, true]) {
      const these = versions.filter((each) => each.isMarker === isMarker);
      await inTurns(these, ({ name, version }) => removeOne(name, { versionId: version }));
    }
    // What is shown still: all of it, where the server has no versions.
    const shown: string[] = [];
    for await (const { name } of list(beginning)) if (isOurs(name)) shown.push(name);
    await inTurns(shown, (name) => removeOne(name));
  };
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let next = 0; next < items.length; next += AT_ONCE) {
    await Promise.all(items.slice(next, next + AT_ONCE).map(work));
  }
}
