import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import borders from "./borders.json";

type Border = { readonly may: readonly string[]; readonly packages?: readonly string[] };

const architecture = readFileSync("docs/architecture.md", "utf8");
const entries = Object.entries<Border>(borders);
const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

function line([place, { may, packages }]: [string, Border]): string {
  const ours = may.length > 0 ? code(may) : "nothing of ours";
  const others = packages && `; of packages ${packages.length > 0 ? code(packages) : "none"}`;
  return `- \`${place}\`: ${ours}${others ?? ""}`;
}

describe("the borders", () => {
  it("are those that docs/architecture.md tells", () => {
    const list = entries.map(line).join("\n");
    expect(architecture).toContain(`\n\n${list}\n\n`);
  });

  it("name every folder of lib", () => {
    const known = new Set(entries.map(([place]) => place));
    expect(
      readdirSync("lib").filter((name) => !known.has(`lib/${name}`) && !name.endsWith(".test.ts")),
    ).toEqual([]);
  });

  it("name every folder that is looked through", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { lint: string } };
    const looked = /depcruise ([a-z0-9 ]+)/.exec(scripts.lint)?.[1]?.split(" ") ?? [];
    const tops = new Set(entries.map(([place]) => place.split("/")[0]));
    expect([...tops].toSorted()).toEqual(looked.toSorted());
  });

  it("let no border be crossed by way of a folder that is named nowhere", () => {
    const holdsCode = (folder: string): boolean =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).some((file) => /\.tsx?$/.test(file));
    const tops = readdirSync(".", { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
      .map(({ name }) => name);
    const named = new Set(entries.map(([place]) => place.split("/")[0]));
    expect(tops.filter((name) => !named.has(name) && holdsCode(name))).toEqual([]);
  });
});

describe("the map of nouns", () => {
  const folders = readdirSync("lib/services", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "testing")
    .map(({ name }) => name);

  it.each(folders)("tells the public verbs of %s", (noun) => {
    const line = architecture.split("\n").find((each) => each.startsWith(`- **${noun}**, `)) ?? "";
    const verbs = readdirSync(`lib/services/${noun}`)
      .filter((file) => file.endsWith(".ts") && !/^testing|\.test\.ts$/.test(file))
      .map((file) => path.basename(file, ".ts"));
    expect(line.slice(line.indexOf("`"))).toBe(code(verbs.toSorted()));
  });
});

describe("the ten changes", () => {
  it("name files that are there", () => {
    const section = architecture.split("## Changes")[1]?.split("\n## ")[0] ?? "";
    const named = section.split("`").filter((text, index) => index % 2 === 1 && text.includes("/"));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });
});
