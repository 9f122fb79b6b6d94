import SCIMMY from "scimmy";
import { z } from "zod";
import { t } from "../../language/t";
import { isLeftOut, schemas } from "./definitions";
import { isObject, operationsOf, plainly, thatMakes } from "./dialects";
import { asProblem, reading, ScimProblem } from "./problem";

const optional = z.string().optional();

const emailSchema = z.object({ value: optional, type: optional, primary: z.boolean().optional() });
const roleSchema = z.object({ value: optional, primary: z.boolean().optional() });

/** What a directory says of a person (RFC 7643, section 4.1), as far as Calot keeps it. */
export const givenUserSchema = z.object({
  userName: z.string(),
  externalId: optional,
  name: z.object({ formatted: optional, familyName: optional, givenName: optional }).optional(),
  displayName: optional,
  active: z.boolean().optional(),
  emails: z.array(emailSchema).optional(),
  roles: z.array(roleSchema).optional(),
});
export type GivenUser = z.infer<typeof givenUserSchema>;

/** What a directory says of a group (RFC 7643, section 4.2). */
export const givenGroupSchema = z.object({
  displayName: z.string(),
  externalId: optional,
  members: z.array(z.object({ value: optional })).optional(),
});
export type GivenGroup = z.infer<typeof givenGroupSchema>;

type Kept = {
  readonly id: string;
  readonly meta: { readonly created: string; readonly lastModified: string };
};

/** Somebody or something by its id, and as it is called. */
type Named = { readonly value: string; readonly display: string };

export type ScimUser = GivenUser & Kept & { readonly groups: readonly Named[] };

export type ScimGroup = Omit<GivenGroup, "members"> & Kept & { readonly members: readonly Named[] };

const kinds = {
  User: { schema: schemas.User, given: givenUserSchema, path: "/Users" },
  Group: { schema: schemas.Group, given: givenGroupSchema, path: "/Groups" },
} as const;

export type ScimKind = keyof typeof kinds;
type Given = { readonly User: GivenUser; readonly Group: GivenGroup };
type Resource = { readonly User: ScimUser; readonly Group: ScimGroup };

/** The library's constructors take more than its types say. */
type Built = new (
  data: unknown,
  direction: "in" | "out" | "both",
  base?: string,
  only?: unknown,
) => SCIMMY.Types.Schema;
const built = (kind: ScimKind): Built => kinds[kind].schema as unknown as Built;

const asJson = (resource: unknown): Readonly<Record<string, unknown>> =>
  JSON.parse(JSON.stringify(resource)) as Readonly<Record<string, unknown>>;

/**
 * Reads a resource that a directory wants made, or put in the place of one.
 *
 * @throws ScimProblem
 */
export function readResource<K extends ScimKind>(kind: K, body: unknown): Given[K] {
  if (!isObject(body)) throw new ScimProblem(400, "invalidSyntax", t`The body is no JSON object.`);
  return given(kind, asJson(reading(() => new (built(kind))(plainly(body), "in"))));
}

function given<K extends ScimKind>(kind: K, json: unknown): Given[K] {
  const read = kinds[kind].given.safeParse(json);
  if (read.success) return read.data as Given[K];
  const [issue] = read.error.issues;
  throw new ScimProblem(400, "invalidValue", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

const OPS = new Set(["add", "remove", "replace"]);

/**
 * What a resource is after a PATCH (RFC 7644, section 3.5.2). All of its operations hold, or none.
 *
 * @throws ScimProblem
 */
export async function patchedResource<K extends ScimKind>(
  kind: K,
  current: Resource[K],
  body: unknown,
): Promise<Given[K]> {
  const { Operations: operations } = isObject(body) ? operationsIn(body) : {};
  if (!Array.isArray(operations) || operations.length === 0 || !operations.every(isObject)) {
    throw new ScimProblem(400, "invalidSyntax", t`A PATCH has “Operations”: a list of at least one.`);
  }
  for (const { op, path } of operations) {
    if (typeof op !== "string" || !OPS.has(op.toLowerCase())) {
      throw new ScimProblem(400, "invalidSyntax", t`An operation’s “op” is add, remove or replace.`);
    }
    if (op.toLowerCase() === "remove" && path === undefined) {
      throw new ScimProblem(400, "noTarget", t`An operation that removes something says by “path” what.`);
    }
  }
  const wanted = operationsOf(operations).filter(({ path }) => !isLeftOut(path));
  let patched = new (built(kind))(current, "both");
  try {
    for (const operation of wanted) {
      const message = new SCIMMY.Messages.PatchOp({
        schemas: [SCIMMY.Messages.PatchOp.id],
        Operations: [{ ...thatMakes(operation, asJson(patched)) }],
      });
      // The library gives nothing back where nothing changed.
      patched = (await message.apply(patched)) ?? patched;
    }
  } catch (error) {
    throw asProblem(error, "invalidValue");
  }
  return given(kind, asJson(patched));
}

/** “Operations” whatever its letters’ case. */
function operationsIn(body: Readonly<Record<string, unknown>>): { readonly Operations?: unknown } {
  const found = Object.entries(body).find(([name]) => name.toLowerCase() === "operations");
  return found ? { Operations: found[1] } : {};
}

/** What of resources is asked for. */
export type Asked = {
  readonly filter: SCIMMY.Types.Filter | null;
  /** The value that an attribute is to have, where the filter asks for that alone; null where it asks for more. */
  readonly is: (attribute: string) => string | null;
  readonly only: SCIMMY.Types.Filter | null;
  readonly sortBy: string | null;
  readonly descending: boolean;
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
};

/** The most resources of an answer. */
export const MOST_LISTED = 200;
const MOST_LETTERS = 2_000;

const whole = (value: string | null, least: number, otherwise: number): number =>
  value !== null && /^-?\d{1,9}$/.test(value) ? Math.max(least, Number(value)) : otherwise;

/**
 * Reads what is asked for (RFC 7644, sections 3.4.2 and 3.9).
 *
 * @throws ScimProblem
 */
export function readAsked(query: Pick<URLSearchParams, "get">): Asked {
  const named = (name: string): string | null => {
    const value = query.get(name);
    if (value !== null && value.length > MOST_LETTERS) {
      throw new ScimProblem(400, "invalidFilter", t`${name} is too long.`);
    }
    return value?.trim() || null;
  };
  const filter = named("filter");
  const listOf = (names: string, word: "pr" | "np") =>
    new SCIMMY.Types.Filter(
      names
        .split(",")
        .map((name) => `${name.trim()} ${word}`)
        .join(" and "),
    );
  const [attributes, excluded] = [named("attributes"), named("excludedAttributes")];
  return reading(
    () => ({
      ...readFilter(filter),
      only: attributes ? listOf(attributes, "pr") : excluded ? listOf(excluded, "np") : null,
      sortBy: named("sortBy"),
      descending: named("sortOrder")?.toLowerCase() === "descending",
      startIndex: whole(query.get("startIndex"), 1, 1),
      count: Math.min(MOST_LISTED, whole(query.get("count"), 0, MOST_LISTED)),
    }),
    "invalidFilter",
  );
}

/**
 * Reads what is asked for by POST (RFC 7644, section 3.4.3), for filters that are too long or too private for an address.
 *
 * @throws ScimProblem
 */
export function readSearch(body: unknown): Asked {
  if (!isObject(body)) throw new ScimProblem(400, "invalidSyntax", t`The body is no JSON object.`);
  return readAsked({
    get: (name) => {
      const value = body[name];
      if (Array.isArray(value)) return value.join(",") || null;
      return typeof value === "string" || typeof value === "number" ? String(value) : null;
    },
  });
}

function readFilter(text: string | null): Pick<Asked, "filter" | "is"> {
  if (text === null) return { filter: null, is: () => null };
  const filter = new SCIMMY.Types.Filter(text);
  const [only, ...others] = filter.length === 1 ? Object.entries(filter[0] as object) : [];
  const [name, condition] = only ?? [];
  const [word, value] = Array.isArray(condition) ? (condition as readonly unknown[]) : [];
  const isOne = others.length === 0 && word === "eq" && typeof value === "string";
  return {
    filter,
    is: (attribute) => (isOne && name?.toLowerCase() === attribute.toLowerCase() ? value : null),
  };
}

/** Attributes that are compared letter by letter (RFC 7643: `caseExact`). */
const EXACT = new Set(["id", "externalid", "$ref", "created", "lastmodified"]);

/** The same value in small letters, but for attributes that are compared letter by letter. */
function folded(value: unknown, name = ""): unknown {
  if (EXACT.has(name.toLowerCase())) return value;
  if (typeof value === "string") return value.toLowerCase();
  if (Array.isArray(value)) return value.map((each) => folded(each, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, folded(each, key)]));
}

/** One resource as it is told. */
export const toldResource = (
  kind: ScimKind,
  resource: ScimUser | ScimGroup,
  base: string,
  only: Asked["only"] = null,
): object =>
  reading(() => ({
    // Told whatever is asked for (RFC 7643, section 3), which the library leaves out.
    schemas: [kinds[kind].schema.id],
    ...asJson(
      new (built(kind))(
        withAddresses(resource, base),
        "out",
        `${base}${kinds[kind].path}`,
        only ?? undefined,
      ),
    ),
  }));

/** With the addresses of those that it names: members of a group, groups of a person. */
function withAddresses(resource: ScimUser | ScimGroup, base: string): object {
  const at = (path: string, type: string) => (each: Named) => ({
    ...each,
    $ref: `${base}${path}/${each.value}`,
    type,
  });
  return "userName" in resource
    ? { ...resource, groups: resource.groups.map(at(kinds.Group.path, "direct")) }
    : { ...resource, members: resource.members.map(at(kinds.User.path, "User")) };
}

/** A resource that was made or changed, as it is told, and where it is. */
export const writtenResource = <K extends ScimKind>(
  kind: K,
  resource: Resource[K],
  base: string,
): { readonly resource: object; readonly location: string } => ({
  resource: toldResource(kind, resource, base),
  location: `${base}${kinds[kind].path}/${resource.id}`,
});

/** A resource of a kind. */
export type OfKind = {
  readonly [K in ScimKind]: { readonly kind: K; readonly resource: Resource[K] };
}[ScimKind];

/** A list as it is told: those that the filter lets through, in order, and of them the page that is asked for. */
export function toldList(
  resources: readonly OfKind[],
  base: string,
  { filter, only, sortBy, descending, startIndex, count }: Asked,
): object {
  const kindOf = new Map(resources.map(({ kind, resource }) => [resource, kind]));
  const all = [...kindOf.keys()];
  const kept = filter === null ? all : matching(all, filter);
  const sorted = sortBy === null ? kept : inOrder(kept, sortBy, descending);
  const page = sorted.slice(startIndex - 1, startIndex - 1 + count);
  return {
    schemas: [SCIMMY.Messages.ListResponse.id],
    totalResults: kept.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map((resource) => toldResource(kindOf.get(resource)!, resource, base, only)),
  };
}

const inOrder = <R extends object>(
  resources: readonly R[],
  sortBy: string,
  descending: boolean,
): readonly R[] =>
  reading(
    () =>
      // The library sorts whatever has attributes, and says that it is resources.
      new SCIMMY.Messages.ListResponse([...resources] as unknown as SCIMMY.Types.Schema[], {
        sortBy,
        sortOrder: descending ? "descending" : "ascending",
        count: resources.length,
      }).Resources as unknown as readonly R[],
    "invalidFilter",
  );

function matching<R extends object>(resources: readonly R[], filter: SCIMMY.Types.Filter): readonly R[] {
  return reading(() => {
    const wanted = new SCIMMY.Types.Filter(folded(asJson(filter)) as object[]);
    const bare = new Map(resources.map((resource) => [folded(resource), resource]));
    return wanted.match([...bare.keys()]).map((each: unknown) => bare.get(each)!);
  }, "invalidFilter");
}
