import { readFileSync } from "node:fs";
import { TISSUES } from "./field";
import { LIVER_BLEND } from "./liver";
import type { PageSources } from "./page-renderer";

const part = (name: string) => readFileSync(new URL(`./shaders/${name}.glsl`, import.meta.url), "utf8");

/** The fragment shaders, put together from their parts; what TypeScript knows too is defined from there. */
export function shaderSources(): PageSources {
  const screaming = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  const head = [
    "#version 300 es",
    "precision highp float; precision highp int; precision highp sampler2D;",
    ...Object.entries(TISSUES).map(([name, id]) => `const int ${screaming(name)} = ${id};`),
    `const float LIVER_BLEND = ${LIVER_BLEND.toFixed(1)};`,
  ].join("\n");
  const join = (...names: string[]) => [head, ...names.map(part)].join("\n");
  const alone = (source: string) => source.replace("\n", "\n#define TISSUES_ALONE\n");
  const field = ["noise", "shapes", "organs", "instruments", "map"];
  const surface = join(...field, "materials", "light", "surface");
  return {
    volume: join(...field, "volume"),
    surface,
    tissues: alone(surface),
    noise: join("noise", "noise-tile"),
    relief: join("noise", "relief"),
    lens: join("noise", "lens"),
  };
}
