import { CONTACT_ABOVE } from "../no-go/contact";
import { type RatioSums, ratioEstimate } from "./estimate";
import { suppressionOf } from "./suppression";
import type { ContactFigures, Estimate } from "./views";

/** What one cluster (a resident; a video, where one resident is measured) adds to the figures of contact. */
export type ContactCluster = {
  /** Zones that could touch a No-Go region. */
  readonly touchable: number;
  /** Those of which more than `CONTACT_ABOVE` lies there. */
  readonly touching: number;
  /** The sum of their contact. */
  readonly contact: number;
};

/** Contact by cluster, of zones that could touch a No-Go region. */
export function contactByCluster(
  zones: Iterable<{ readonly cluster: string; readonly contact: number | null }>,
): readonly ContactCluster[] {
  const clusters = new Map<string, ContactCluster>();
  for (const { cluster, contact } of zones) {
    if (contact === null) continue;
    const so = clusters.get(cluster) ?? { touchable: 0, touching: 0, contact: 0 };
    clusters.set(cluster, {
      touchable: so.touchable + 1,
      touching: so.touching + (contact > CONTACT_ABOVE ? 1 : 0),
      contact: so.contact + contact,
    });
  }
  return [...clusters.values()];
}

/** Mean contact and the share above 5 %, each with its interval over clusters. Nothing of it is suppressed. */
export function contactOver(clusters: readonly ContactCluster[]): ContactFigures {
  const counted = clusters.filter(({ touchable }) => touchable > 0);
  return {
    contact: ratioEstimate(sumsOf(counted, "contact"), false),
    contact5: ratioEstimate(sumsOf(counted, "touching"), true),
    residents: counted.length,
    suppressed: null,
  };
}

/** The same of a group, a cluster a resident: not told where there are too few. */
export function contactOfGroup(residents: readonly ContactCluster[]): ContactFigures {
  const figures = contactOver(residents);
  const { n } = figures.contact;
  const suppressed = suppressionOf({ residents: figures.residents, n });
  const hidden: Estimate = { value: null, interval: null, n };
  return suppressed ? { ...figures, contact: hidden, contact5: hidden, suppressed } : figures;
}

function sumsOf(clusters: readonly ContactCluster[], what: "touching" | "contact"): RatioSums {
  const sum = (of: (cluster: ContactCluster) => number): number =>
    clusters.reduce((total, cluster) => total + of(cluster), 0);
  return {
    n: sum(({ touchable }) => touchable),
    y: sum((cluster) => cluster[what]),
    clusters: clusters.length,
    nn: sum(({ touchable }) => touchable ** 2),
    yn: sum((cluster) => cluster[what] * cluster.touchable),
    yy: sum((cluster) => cluster[what] ** 2),
  };
}
