import { type NoGoRegion, sameRegions } from "@/lib/domain/no-go/region";
import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";

/** A No-Go region by what lies there. */
export const nameOfRegion = ({ name }: Pick<NoGoRegion, "name">): string =>
  name ?? t`No-Go region without a name`;

/** What must not be touched, each structure once: "common bile duct, liver bed and one without a name". */
export function namesOfRegions(regions: readonly Pick<NoGoRegion, "name">[]): string {
  const names = [...new Set(regions.flatMap(({ name }) => (name === null ? [] : [name])))];
  const unnamed = regions.filter(({ name }) => name === null).length;
  const rest = unnamed > 0 ? [t`${plural(unnamed, "one without a name", "# without a name")}`] : [];
  return inList([...names, ...rest], "and");
}

/** What a picture shows, in words, and after it the No-Go regions that lie on it, for those who can't see them. */
export const withRegions = (alt: string, regions: readonly Pick<NoGoRegion, "name">[]): string =>
  regions.length > 0 ? t`${alt} No-Go: ${namesOfRegions(regions)}.` : alt;

/** What became of a reference's No-Go regions, as sentences; empty where they are the same. */
export function describeRegionChanges(before: readonly NoGoRegion[], after: readonly NoGoRegion[]): string {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  const changes = names.flatMap((name) => {
    const [had, has] = [before, after].map((regions) => regions.filter((region) => region.name === name));
    if (sameRegions(sorted(had!), sorted(has!))) return [];
    const said = nameOfRegion({ name });
    if (had!.length === 0) return [t`${said} added`];
    return [has!.length === 0 ? t`${said} removed` : t`${said} drawn anew`];
  });
  return changes.length > 0 ? t`No-Go regions changed: ${inList(changes, ",")}.` : "";
}

/** In an order of their own: in which order they are listed changes nothing. */
const sorted = (regions: readonly NoGoRegion[]): NoGoRegion[] =>
  regions.toSorted((a, b) => (a.counts.join() < b.counts.join() ? -1 : 1));
