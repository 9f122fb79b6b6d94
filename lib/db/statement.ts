import { createHash } from "node:crypto";
import { z } from "zod";
import { aboutOf, type Columns, type ValuesOf } from "./columns";

/** A statement of SQL with what it takes and what it gives. */
export type Statement<P extends Columns = Columns, R extends Columns = Columns> = {
  /** Its own, which is told when something is wrong with it. */
  readonly name: string;
  /** As it was written, with its parameters by name. */
  readonly sql: string;
  readonly params: P;
  readonly row: R;
  /** Whether each connection keeps it prepared, with a plan that may be made for any values. */
  readonly prepared: boolean;
  /**
   * What it is called where it is prepared: by its text too. A connection may outlive the code that asks through it
   * (hot reload, a pooler between two builds), and another text under one name would be refused.
   */
  readonly key: string;
  /** As Postgres takes it: `$1`, `$2` …, each with its type. */
  readonly text: string;
  /** The values in their order. */
  values(params: ValuesOf<P>): unknown[];
  /** @throws Error where rows are not of the declared shape, naming the column and never its value */
  parse(rows: readonly unknown[]): ValuesOf<R>[];
};

/** Neither parameters nor columns. */
type None = Record<never, never>;

/** A row of a statement. */
export type RowOf<S extends Statement> = ValuesOf<S["row"]>;

type Parts<P extends Columns, R extends Columns> = {
  readonly name: string;
  readonly sql: string;
  readonly params?: P;
  readonly row?: R;
  /** False for what is written once or over long lists: planned for its values each time. */
  readonly prepared?: boolean;
};

/** Every statement that has been declared, for the test that holds them against the schema. */
export const declared: Statement[] = [];

/**
 * Declares a statement. Its parameters stand in the SQL as `$name`; they need no casts, for each is written with its
 * declared type. To be called once, when a file is loaded.
 *
 * @throws Error where the SQL names a parameter that isn't declared, or the other way round, or numbers one
 */
export function statement<P extends Columns = None, R extends Columns = None>(
  parts: Parts<P, R>,
): Statement<P, R> {
  const made = composed({ prepared: true, ...parts });
  declared.push(made as unknown as Statement);
  return made;
}

/** A statement whose SQL is put together as it is asked for. It is not kept prepared, and its own test has to try it. */
export function composed<P extends Columns = None, R extends Columns = None>(
  parts: Parts<P, R>,
): Statement<P, R> {
  const { name, sql, params = {} as P, row = {} as R, prepared = false } = parts;
  const { text, order } = number(name, sql, params);
  // Made when it is asked for first: a process loads hundreds of statements and asks few of them.
  let rows: z.ZodArray<z.ZodObject> | undefined;
  return {
    name,
    sql,
    params,
    row,
    prepared,
    key: `${name} ${createHash("sha256").update(text).digest("base64url").slice(0, 8)}`,
    text,
    values: (values) => order.map((take) => take(values as Readonly<Record<string, unknown>>)),
    parse(given) {
      rows ??= z.array(z.object(row));
      const parsed = rows.safeParse(given);
      if (parsed.success) return parsed.data as unknown as ValuesOf<R>[];
      const { path, message } = parsed.error.issues[0]!;
      throw new Error(`Statement ${name}: row ${path.join(".")} is not as declared: ${message}`);
    },
  };
}

/**
 * A value of the domain's within a fragment of SQL, such as a threshold: a parameter of whatever statement the fragment
 * becomes part of. Never for what comes from outside.
 */
export function constant(
  type: z.ZodType,
  value: number | string | readonly string[] | readonly number[],
): string {
  return `$<${aboutOf(type).postgres}|${JSON.stringify(value)}>$`;
}

/** Of parameters those that an SQL names: a statement declares no others. */
export const namedIn = (sql: string, params: Columns): Columns =>
  Object.fromEntries(Object.entries(params).filter(([param]) => new RegExp(`\\$${param}\\b`).test(sql)));

const PARAMETER = /(?<!\$)\$(?:([a-z]\w*)\b(?!\$)|<([^|]+)\|(.+?)>\$)/gi;

type Take = (values: Readonly<Record<string, unknown>>) => unknown;

/** Writes the parameters of an SQL as numbers, in the order in which they are met first. */
function number(name: string, sql: string, params: Columns): { text: string; order: Take[] } {
  if (/\$\d/.test(sql)) throw new Error(`Statement ${name}: parameters have names.`);
  const numbers = new Map<string, number>();
  const order: Take[] = [];
  const text = sql.replace(PARAMETER, (written, param: string | undefined, type: string, json: string) => {
    let postgres = type;
    if (param !== undefined) {
      const schema = Object.hasOwn(params, param) ? params[param] : undefined;
      if (!schema) throw new Error(`Statement ${name}: parameter $${param} is not declared.`);
      postgres = aboutOf(schema).postgres;
    }
    let at = numbers.get(written);
    if (at === undefined) {
      at = order.push(param === undefined ? always(JSON.parse(json)) : taking(param, postgres));
      numbers.set(written, at);
    }
    return `$${at}::${postgres}`;
  });
  for (const param of Object.keys(params)) {
    if (!numbers.has(`$${param}`))
      throw new Error(`Statement ${name}: nothing asks for parameter $${param}.`);
  }
  return { text, order };
}

const always =
  (value: unknown): Take =>
  () =>
    value;

const taking = (param: string, postgres: string): Take =>
  // The driver would write a list as a list of Postgres, and null is no JSON here but no value.
  postgres === "jsonb"
    ? (values) => (values[param] === null ? null : JSON.stringify(values[param]))
    : (values) => values[param];
