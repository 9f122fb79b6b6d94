import { RATIONALE_PARTS, type Rationale, type RationalePart } from "@/lib/domain/rationale";
import type { EntityKind, RationaleRecall, RecalledEntity, Span } from "@/lib/domain/rationale-recall";
import { type Mention, mentionsIn } from "./mentions";

/** An entity of a rationale, with every place that names it. */
type Entity = {
  readonly kind: EntityKind;
  readonly name: string;
  readonly shownAs: string;
  readonly spans: Span[];
};

/** Entities by what makes two of them the same. */
type Entities = ReadonlyMap<string, Entity>;

/**
 * The entities of each part of a reference rationale, and which of them a reader named in the same part: the recall
 * of the paper's reasoning reward (section 4.1.2), with a lexicon in place of a statistical model.
 *
 * A structure named to keep clear of it, or an action named to leave it undone, is a constraint; so is whatever the
 * critical risk names. Constraints match constraints alone: to dissect the cystic plate and to keep off it differ.
 */
export function recallRationale(reference: Rationale, reader: Rationale): RationaleRecall {
  const of = (part: RationalePart): RecalledEntity[] =>
    compare(entitiesOf(reference, [part]), entitiesOf(reader, [part]));
  return {
    location: of("location"),
    exposure: of("exposure"),
    nextAction: of("nextAction"),
    criticalRisk: of("criticalRisk"),
  };
}

/** The same over the whole rationales, each entity once, wherever the reader named it. Spans are left out. */
export function recallWhole(reference: Rationale, reader: Rationale): readonly RecalledEntity[] {
  return compare(entitiesOf(reference, RATIONALE_PARTS), entitiesOf(reader, RATIONALE_PARTS)).map(
    (entity) => ({ ...entity, referenceSpans: [], readerSpans: [] }),
  );
}

/** The keys of what a rationale names, `kind name`, each once, in the order in which it names them. */
export function entityKeys(rationale: Rationale): readonly string[] {
  return [...entitiesOf(rationale, RATIONALE_PARTS).keys()];
}

function entitiesOf(rationale: Rationale, parts: readonly RationalePart[]): Entities {
  const entities = new Map<string, Entity>();
  for (const part of parts) {
    for (const mention of remembered(rationale[part])) {
      const entity = entityOf(mention, part);
      const key = `${entity.kind} ${entity.name}`;
      const known = entities.get(key);
      if (known) known.spans.push(mention.span);
      else entities.set(key, { ...entity, spans: [mention.span] });
    }
  }
  return entities;
}

function entityOf({ kind, name, spared }: Mention, part: RationalePart): Omit<Entity, "spans"> {
  if (kind === "constraint") return { kind, name, shownAs: name };
  if (part === "criticalRisk") return { kind: "constraint", name, shownAs: name };
  if (!spared) return { kind, name, shownAs: name };
  return { kind: "constraint", name, shownAs: kind === "target" ? `clear of ${name}` : `not ${name}` };
}

function compare(reference: Entities, reader: Entities): RecalledEntity[] {
  return [...reference].map(([key, { kind, shownAs, spans }]) => {
    const found = reader.get(key);
    return {
      kind,
      name: shownAs,
      shared: found !== undefined,
      referenceSpans: spans,
      readerSpans: found?.spans ?? [],
    };
  });
}

/** No rationale is as long: what is, is a model that went on and on. */
const MOST_READ = 10_000;

const MOST_REMEMBERED = 2_000;
const memory = new Map<string, readonly Mention[]>();

/** A case's texts are the same for everyone who answers it, and reading one takes a quarter of a millisecond */
function remembered(text: string): readonly Mention[] {
  const known = memory.get(text);
  if (known) return known;
  const mentions = mentionsIn(text.slice(0, MOST_READ));
  const [oldest] = memory.keys();
  if (memory.size >= MOST_REMEMBERED && oldest !== undefined) memory.delete(oldest);
  memory.set(text, mentions);
  return mentions;
}
