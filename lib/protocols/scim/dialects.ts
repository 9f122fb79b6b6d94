/**
 * What directories send that RFC 7644 doesn't know, as it would be said by the RFC: Entra's words for true and false, names
 * of operations in capitals, paths inside of values; Okta's read-only attributes among what is to change.
 */

type Json = Readonly<Record<string, unknown>>;

/** An operation of a PATCH, by the RFC: it has a path. */
export type Operation = {
  readonly op: "add" | "remove" | "replace";
  readonly path: string;
  readonly value?: unknown;
};

/** What only the server writes, and some send back with what they change. */
const READ_ONLY = new Set(["id", "schemas", "meta", "groups"]);

/** Attributes that are true or false. */
const BOOLEAN = new Set(["active", "primary"]);

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const asBoolean = (value: unknown): unknown => {
  const word = typeof value === "string" ? value.toLowerCase() : value;
  return word === "true" ? true : word === "false" ? false : value;
};

/** The same value with true and false in place of the words for them, all the way down. */
export function plainly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainly);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      BOOLEAN.has(name.toLowerCase()) ? asBoolean(each) : plainly(each),
    ]),
  );
}

/** The last attribute that a path names: `value` of `emails[type eq "work"].value`. */
const lastOf = (path: string): string => /[^.\]:]*$/.exec(path)?.[0]?.toLowerCase() ?? "";

/** `emails[type eq "work"].value`: the attribute, which of its values, and the part of it. */
const FILTERED = /^([\w$-]+)\[\s*(\w+)\s+eq\s+(?:"([^"]*)"|(true|false))\s*\](?:\.([\w$-]+))?$/i;

/** The attribute that a path begins with. */
const firstOf = (path: string): string => /^[^.[]+/.exec(path)?.[0] ?? path;

/**
 * The operations of a PATCH with a path each, those to what only the server writes left out.
 *
 * @param operations checked to be objects with a known `op`
 */
export function operationsOf(operations: readonly Json[]): readonly Operation[] {
  const split = operations.flatMap((each): readonly Operation[] => {
    const op = String(each.op).toLowerCase() as Operation["op"];
    const { path, value } = each;
    if (typeof path === "string" && path !== "") return [{ op, path, ...("value" in each && { value }) }];
    return isObject(value)
      ? Object.entries(value).map(([name, part]) => ({ op, path: name, value: part }))
      : [];
  });
  return split.filter(({ path }) => !READ_ONLY.has(firstOf(path).toLowerCase())).map(withBooleans);
}

function withBooleans({ value, ...operation }: Operation): Operation {
  if (value === undefined) return operation;
  return { ...operation, value: BOOLEAN.has(lastOf(operation.path)) ? asBoolean(value) : plainly(value) };
}

/**
 * The same operation, where it is about a part of a value that isn't there: it makes the value (Entra counts on it).
 *
 * @param current the resource as it is before it
 */
export function thatMakes(operation: Operation, current: Json): Operation {
  const [, attribute, by, word, truth, part] = FILTERED.exec(operation.path) ?? [];
  if (operation.op === "remove" || !attribute || !by) return operation;
  const wanted = truth === undefined ? word : truth.toLowerCase() === "true";
  const values = Object.entries(current).find(
    ([name]) => name.toLowerCase() === attribute.toLowerCase(),
  )?.[1];
  const isThere =
    Array.isArray(values) &&
    values.some((each) => isObject(each) && asBoolean(each[by]) === asBoolean(wanted));
  if (isThere) return operation;
  const made = part ? { [part]: operation.value } : isObject(operation.value) ? operation.value : {};
  return { op: "add", path: attribute, value: [{ [by]: asBoolean(wanted), ...made }] };
}
