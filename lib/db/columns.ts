import { z } from "zod";

/**
 * The columns and parameters of statements: each is a schema of the value as the driver gives and takes it, with the
 * name that Postgres has for its type. A test holds both against the schema of the database.
 */

type About = {
  readonly postgres: string;
  /** The table's column may be null, and the statement's conditions leave those rows out. */
  readonly certain?: boolean;
};

const known = z.registry<About>();

function column<S extends z.ZodType>(postgres: string, schema: S): S {
  known.add(schema, { postgres });
  return schema;
}

export const uuid = column("uuid", z.string());
export const text = column("text", z.string());
export const boolean = column("boolean", z.boolean());
export const smallint = column("smallint", z.int());
export const integer = column("integer", z.int());
/** A count or a size that may pass 2³¹. The driver gives a string: exact up to 2⁵³. */
export const bigint = column("bigint", z.coerce.number<string | number>().pipe(z.int()));
export const float = column("double precision", z.number());
export const timestamp = column("timestamp with time zone", z.date());
/** A day, as YYYY-MM-DD; as a column it is to be cast to text, for the driver makes a moment of it. */
export const day = column("date", z.string());
export const interval = column("interval", z.string());

/** Text that is one of some values. */
export const textOf = <const V extends readonly string[]>(values: V) => column("text", z.enum(values));

/** A value of an enumeration of the database's. */
export const enumOf = <const V extends readonly string[]>(postgres: string, values: V) =>
  column(postgres, z.enum(values));

/** JSON of a known shape. As a parameter it is given as it is, and written as JSON on its way. */
export const jsonOf = <S extends z.ZodType>(schema: S) => column("jsonb", schema.clone());

/** Rows to be written, as JSON of objects for jsonb_to_recordset. */
export const records = jsonOf(z.custom<readonly object[]>());

// Checked by hand: a list of figures has hundreds of numbers, and a schema's visit to each costs more than the query.
const listOf = <T>(postgres: string, is: (value: unknown) => value is T) =>
  column(
    `${postgres}[]`,
    z.custom<readonly T[]>((value) => Array.isArray(value) && value.every(is), `expected ${postgres}[]`),
  );
const isString = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";

export const uuids = listOf("uuid", isString);
export const texts = listOf("text", isString);
export const integers = listOf("integer", isNumber);
export const floats = listOf("double precision", isNumber);
export const smallints = listOf("smallint", isNumber);
/** Ids, each of which may be missing. */
export const maybeUuids = listOf(
  "uuid",
  (value): value is string | null => value === null || isString(value),
);
/** Days as YYYY-MM-DD: parameters alone, for the driver gives moments. */
export const dates = listOf("date", isString);
export const booleans = listOf("boolean", (value) => typeof value === "boolean");
export const timestamps = listOf("timestamp with time zone", (value) => value instanceof Date);
/** A list of values of an enumeration of the database's. */
export const enumsOf = <const V extends readonly string[]>(postgres: string, values: V) =>
  listOf(postgres, (value): value is V[number] => values.includes(value as V[number]));

/** A list that the statement gives by to_json: a list of Postgres takes the driver some seven times as long to read. */
export const asJson = <S extends z.ZodType>(list: S) => column("json", list.clone());

/** A column that may be null. */
export const nullable = <S extends z.ZodType>(schema: S) => schema.nullable();

/** A column that is null in some rows of its table, and in none that the statement's conditions let through. */
export function certain<S extends z.ZodType>(schema: S): S {
  const sure = schema.clone();
  known.add(sure, { postgres: aboutOf(schema).postgres, certain: true });
  return sure;
}

type Maybe<S extends z.ZodType> = S extends z.ZodNullable ? S : z.ZodNullable<S>;

/** The same columns where a join may find no row for them: all of them are null then. */
export const maybe = <C extends Columns>(columns: C) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, each]) => [
      name,
      each instanceof z.ZodNullable ? each : nullable(each),
    ]),
  ) as unknown as { readonly [name in keyof C]: Maybe<C[name]> };

/** Columns or parameters by their names. */
export type Columns = Readonly<Record<string, z.ZodType>>;

/** The values of columns. */
export type ValuesOf<C extends Columns> = { readonly [name in keyof C]: z.output<C[name]> };

/** What Postgres calls the type of a column, and whether it may be null. */
export function aboutOf(schema: z.ZodType): About & { readonly nullable: boolean } {
  const mayBeNull = schema instanceof z.ZodNullable;
  const about = known.get(mayBeNull ? (schema.unwrap() as z.ZodType) : schema);
  if (!about) throw new Error("A column is made of the types of lib/db/columns.ts.");
  return { ...about, nullable: mayBeNull };
}
