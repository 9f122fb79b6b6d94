import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { galleryIsOpen, readEnv } from "./env";

/** The settings that .env.example shows, with their values. */
const shown = Object.fromEntries(
  [...readFileSync(".env.example", "utf8").matchAll(/^# ([A-Z][A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
    name!,
    value!,
  ]),
);

describe(".env.example", () => {
  it("shows every setting, and no other", () => {
    const settings = readFileSync("lib/env.ts", "utf8").matchAll(/^ {2}([A-Z][A-Z_]+): \w/gm);
    expect(Object.keys(shown).sort()).toEqual([...settings].map(([, name]) => name!).sort());
  });

  it("shows what is taken, and where there is a default, that", () => {
    expect(readEnv(shown)).toMatchObject({ ...readEnv({}), storageDir: shown.STORAGE_DIR });
  });
});

describe("readEnv", () => {
  it("names every variable that is wrong", () => {
    expect(() => readEnv({ PORT: "eighty", DATABASE_URL: "mysql://localhost/calot" })).toThrow(
      /^The environment is not right\. .*DATABASE_URL: .*PORT: /,
    );
  });

  it("takes an empty variable for one that is not set", () => {
    expect(readEnv({ PORT: "", SMTP_URL: "" })).toEqual(readEnv({}));
  });
});

describe("the gallery of components", () => {
  it("is there in development, and in production only where it is asked for", () => {
    expect(galleryIsOpen(readEnv({ NODE_ENV: "development" }))).toBe(true);
    expect(galleryIsOpen(readEnv({ NODE_ENV: "production" }))).toBe(false);
    expect(galleryIsOpen(readEnv({ NODE_ENV: "production", CALOT_GALLERY: "1" }))).toBe(true);
  });
});
