import type { Phase } from "@/lib/domain/phases";
import type { SourceMap, TakenAs } from "@/lib/domain/sources/source-map";
import { plural, t } from "@/lib/language/t";
import { GO_ZONE_LABEL, labelKey } from "@/lib/resgo/labelme";
import { NO_GO_LABEL } from "@/lib/resgo/no-go-shapes";
import { readPhase } from "@/lib/resgo/phase-name";
import { error, listed, type Problem, warning } from "@/lib/resgo/problem";

/** What becomes of a set's categories and phases. */
export type Taking = {
  readonly category: (name: string) => Exclude<TakenAs, "leave out"> | null;
  /** `leave out`: the frame; null: it comes without a phase. */
  readonly phase: (name: string) => Phase | "leave out" | null;
  readonly problems: readonly Problem[];
  /** Whether nothing could be taken, or what is taken could be another thing than is meant. */
  readonly unusable: boolean;
};

/**
 * Holds a map against what there is. Without one, what is called as Go Zones and No-Go regions are is taken, and phases that
 * are called as ours.
 */
export function applyMap(
  map: SourceMap | null,
  categories: readonly string[],
  phases: readonly string[],
): Taking {
  return map ? byMap(map, categories, phases) : byName(categories, phases);
}

function byMap(map: SourceMap, categories: readonly string[], phases: readonly string[]): Taking {
  const kinds = keyed(map.categories);
  const steps = keyed(map.phases);
  const wanted = Object.keys(map.categories).filter((name) => map.categories[name] !== "leave out");
  const problems = [
    ...(categories.length > 0 ? strangers("category", wanted, categories, kinds) : []),
    ...(phases.length > 0 ? strangers("phase", Object.keys(map.phases), phases, steps) : []),
  ];
  return {
    category(name) {
      const taken = kinds.get(labelKey(name)) ?? "leave out";
      return taken === "leave out" ? null : taken;
    },
    phase: (name) => steps.get(labelKey(name)) ?? null,
    problems,
    unusable: problems.some(({ level }) => level === "error"),
  };
}

const keyed = <T>(named: Readonly<Record<string, T>>): Map<string, T> =>
  new Map(Object.entries(named).map(([name, value]) => [labelKey(name), value]));

/**
 * What the map names and isn't there, and what is there and the map doesn't name. Both at once may be one name that is
 * spelt wrongly: then nothing is to be read.
 */
function strangers(
  of: "category" | "phase",
  wanted: readonly string[],
  there: readonly string[],
  named: ReadonlyMap<string, unknown>,
): Problem[] {
  const keys = new Set(there.map(labelKey));
  const absent = wanted.filter((name) => !keys.has(labelKey(name)));
  const unnamed = there.filter((name) => !named.has(labelKey(name)));
  if (absent.length > 0 && unnamed.length > 0) {
    const names = [listed(absent), listed(there, 30)] as const;
    return [
      error(
        {},
        of === "category"
          ? t`The map names categories that aren’t there: ${names[0]}. There are: ${names[1]}.`
          : t`The map names phases that aren’t there: ${names[0]}. There are: ${names[1]}.`,
      ),
    ];
  }
  if (absent.length > 0 && of === "category")
    return [warning({}, t`The map names categories that aren’t there: ${listed(absent)}.`)];
  if (unnamed.length === 0) return [];
  return [
    warning(
      {},
      of === "category"
        ? t`The map says nothing of ${plural(unnamed.length, "# category, which was", "# categories, which were")} left out: ${listed(unnamed, 30)}.`
        : t`The map says nothing of ${plural(unnamed.length, "# phase, whose frames have", "# phases, whose frames have")} none here: ${listed(unnamed, 30)}.`,
    ),
  ];
}

function byName(categories: readonly string[], phases: readonly string[]): Taking {
  const taken = new Map<string, Exclude<TakenAs, "leave out">>([
    [labelKey(GO_ZONE_LABEL), "go zone"],
    [labelKey(NO_GO_LABEL), { noGo: null }],
  ]);
  const phaseOf = (name: string): Phase | null => {
    const read = readPhase(name);
    return "phase" in read ? read.phase : null;
  };
  const some =
    categories.some((name) => taken.has(labelKey(name))) || phases.some((name) => phaseOf(name) !== null);
  const there = [
    ...(categories.length > 0 ? [t`Its categories are ${listed(categories, 30)}.`] : []),
    ...(phases.length > 0 ? [t`Its phases are ${listed(phases, 30)}.`] : []),
  ];
  const needed = t`No category is called Go Zone or No-Go Zone, so a map must say what becomes of which (docs/sources.md).`;
  return {
    category: (name) => taken.get(labelKey(name)) ?? null,
    phase: phaseOf,
    problems: some ? [] : [error({}, [needed, ...there].join(" "))],
    unusable: !some,
  };
}
