import path from "node:path";
import { z } from "zod";

/** 32 bytes as 64 hexadecimal digits, or in base64; null for anything else. */
export function keyOf(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, "base64") : null;
}

const sealingKeys = z
  .string()
  .transform((text) => text.split(",").map((part) => keyOf(part.trim())))
  .refine((keys) => keys.every((key) => key !== null), {
    message: "each key takes 32 bytes, as 64 hexadecimal digits or in base64",
  })
  .transform((keys) => keys.filter((key) => key !== null));

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  /** Postgres. Unset: the commands use the demo's embedded one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The login that owns the tables, for commands alone: migrations need it. Unset: DATABASE_URL's is the owner. */
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Set where a pooler stands before Postgres that gives each transaction another session, as PgBouncer does. */
  DATABASE_POOLER: z.literal("transaction").optional(),
  /** Connections a process holds at most. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  /** The folder of the demo's database, frames and secret. */
  CALOT_HOME: z.string().default(".calot"),
  /** The folder of the frames. */
  STORAGE_DIR: z.string().optional(),
  /** The object storage of the frames, in place of a folder: s3://bucket/prefix?endpoint=…&region=…. */
  STORAGE_URL: z.string().startsWith("s3://", "it begins with s3://").optional(),
  /** A folder of this machine, in which one of its own, calot-frames, keeps what is shown most from an object storage. */
  STORAGE_CACHE_DIR: z.string().optional(),
  /** The most that it may hold, in megabytes; 0: nothing is kept. */
  STORAGE_CACHE_MB: z.coerce.number().int().min(0).max(10_000_000).default(256),
  /** Encrypts and signs backups: 32 bytes, as 64 hexadecimal digits or in base64. Unset: they are as they are. */
  BACKUP_KEY: z.string().optional(),
  /** The largest bundle, or set of frames, that may be uploaded: in megabytes, packed. */
  UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(1_000_000).default(8_000),
  /** The most that the process which reads an upload may take of the machine's memory, in megabytes. */
  UPLOAD_MEMORY_MB: z.coerce.number().int().min(256).max(1_000_000).default(2_000),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("0.0.0.0"),
  /** How long a web process that is asked to stop goes on to answer, while it says that it isn't ready. */
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(300).default(0),
  /** Whether a web process does the chores too: off where “calot work” does them. */
  CHORES: z.enum(["on", "off"]).default("on"),
  /** Where “calot work” is asked how it is. */
  WORK_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
  /** Where people's browsers reach Calot; with https, cookies are sent over https alone. */
  NEXTAUTH_URL: z.url().optional(),
  /** Signs and encrypts sessions: 32 random bytes or more. */
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  /**
   * Seals the secrets that Calot must be able to use again, in the database: keys of 32 bytes, as 64 hexadecimal digits or
   * in base64, with commas between them. The first seals, each opens. Unset: no such secret can be kept.
   */
  SECRETS_KEY: sealingKeys.optional(),
  /** How many proxies in front of Calot add to X-Forwarded-For. 0: the header is not believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Requests to /api that one person may make in a minute, for each web process. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(6000),
  /** The mail server, as smtp://user:password@host:587 or smtps://…:465. Unset: no mail is sent. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Whom mails come from: "Calot <calot@hospital.example>". */
  MAIL_FROM: z.string().default("Calot <calot@localhost>"),
  /** Set by the demo: its accounts are offered on the sign-in page. */
  CALOT_DEMO: z.literal("1").optional(),
  /** Shows the gallery of components (/gallery) in production too, where nobody needs it but its test. */
  CALOT_GALLERY: z.literal("1").optional(),
  /** The sentences of another language than English: a PO file (docs/languages.md). */
  LANGUAGE_FILE: z.string().optional(),
  /** Whether browsers keep the stage and a page without names for times without reception. */
  OFFLINE: z.enum(["on", "off"]).default("on"),
  /** Where Prometheus asks for metrics: a server of its own, that pages' readers don't reach. Unset: there is none. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  METRICS_HOST: z.string().default("127.0.0.1"),
  /** Whether each request is a line on the standard output. */
  ACCESS_LOG: z.enum(["on", "off"]).default("off"),
  /** Where traces are sent; OpenTelemetry's other variables are read by its own packages. Unset: none are kept. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

type Env = z.infer<typeof schema> & {
  /** The folder of the frames, where there is no STORAGE_URL. */
  readonly storageDir: string;
};

class EnvironmentError extends Error {}

let known: Env | undefined;

/**
 * The environment, checked once. The only reader of process.env.
 *
 * @throws EnvironmentError naming every variable that is wrong, in one sentence each
 */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}

/** Whether the gallery of components is shown: in development, and where it is asked for. */
export function galleryIsOpen({ NODE_ENV, CALOT_GALLERY }: Env = env()): boolean {
  return NODE_ENV === "development" || CALOT_GALLERY === "1";
}

/** A variable that a command is told the name of: a key must not stand on a command line, where others read it. */
export function variable(name: string): string | undefined {
  return process.env[name] || undefined;
}

/** Forgets what was read: for programs that set variables for themselves before they start the server. */
export function setEnv(values: Readonly<Record<string, string>>): void {
  Object.assign(process.env, values);
  known = undefined;
}

export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new EnvironmentError(`The environment is not right. ${problems.join(". ")}.`);
  }
  return {
    ...parsed.data,
    storageDir: path.resolve(
      /* turbopackIgnore: true */ parsed.data.STORAGE_DIR ?? path.join(parsed.data.CALOT_HOME, "frames"),
    ),
  };
}
