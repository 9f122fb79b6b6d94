import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { allRoutes } from "@/lib/contract/all-routes";
import { openApi } from "@/lib/contract/openapi";
import { type Declaration, namesIn } from "@/lib/contract/route";
import { bodyLimit } from "@/lib/http/body-limit";

const ROOT = path.resolve(import.meta.dirname, "../..");
const NEXT_AUTH = "app/api/auth/[...nextauth]/route.ts";
const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

const files = globSync("app/api/**/route.ts", { cwd: ROOT }).filter((file) => file !== NEXT_AUTH);
const pathOf = (file: string): string =>
  `/${path.dirname(file).replace("app/", "").replaceAll("[", "{").replaceAll("]", "}")}`;
const nameOf = ({ method, path: place }: Pick<Declaration, "method" | "path">): string =>
  `${method} ${place}`;

describe("the contract", () => {
  it("has every route and method of app/api but next-auth's, each made from its declaration", async () => {
    const served: string[] = [];
    for (const file of files) {
      const module: Record<string, { readonly route?: Declaration }> = await import(path.join(ROOT, file));
      for (const method of METHODS.filter((each) => each in module)) {
        const { route } = module[method]!;
        expect(route, `${file}: ${method} is made by \`serve\``).toBeDefined();
        expect(nameOf(route!), file).toBe(`${method} ${pathOf(file)}`);
        expect(allRoutes.includes(route!), `${file}: its declaration is among all-routes`).toBe(true);
        served.push(nameOf(route!));
      }
    }
    expect(served.sort()).toEqual(allRoutes.map(nameOf).sort());
  });

  it("asks nothing of Next, which the server's front goes past", () => {
    const asking = files.filter((file) =>
      /from "(?:next\b|.*\/_server\/)/.test(readFileSync(path.join(ROOT, file), "utf8")),
    );
    expect(asking).toEqual([]);
  });

  it("is what docs/openapi.json says: `npm run openapi` writes it", () => {
    const written: unknown = JSON.parse(readFileSync(path.join(ROOT, "docs/openapi.json"), "utf8"));
    expect(written).toEqual(JSON.parse(JSON.stringify(openApi())));
  });

  it("names nothing in `params` that its path has not", () => {
    for (const { path: place, params = {} } of allRoutes) {
      expect(namesIn(place), place).toEqual(expect.arrayContaining(Object.keys(params)));
    }
  });

  it("declares no larger body than the server's front lets through", () => {
    const id = "00000000-0000-4000-8000-000000000000";
    for (const { method, path: place, bodyLimit: bytes = 0 } of allRoutes) {
      expect(bodyLimit(method, place.replaceAll(/\{\w+\}/g, id)), place).toBeGreaterThanOrEqual(bytes);
    }
  });
});
