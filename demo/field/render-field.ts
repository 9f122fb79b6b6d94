import type { Browser } from "@playwright/test";
import { FRAME } from "@/demo/scene/facts";
import type { Field } from "./field";
import { packUniforms } from "./pack-uniforms";
import { installPageRenderer, type PageJob, type PageRenderer } from "./page-renderer";
import { shaderSources } from "./shader-sources";
import { growVessels, VESSEL_MAP } from "./vessels";

/** What Chromium needs to draw on the processor alone: the same picture on every machine without its GPU. */
export const RENDERER_ARGUMENTS = [
  "--no-sandbox",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-gpu-watchdog",
];

type RenderedField = {
  readonly width: number;
  readonly height: number;
  /** Rows from the top, four bytes a pixel. */
  readonly rgba: Uint8Array;
  /** The tissue seen at each pixel (see `TISSUES`); beyond the image circle 0. */
  readonly ids: Uint8Array;
};

export type FieldRenderer = {
  /** `scale` shrinks the picture; `dense`: rays a pixel along each side. */
  readonly render: (field: Field, options?: { scale?: number; dense?: number }) => Promise<RenderedField>;
  /** The ids that `render` gives, without the picture: in half the time. */
  readonly trace: (field: Field, options?: { scale?: number }) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
};

/**
 * Readies a page of a browser (started with `RENDERER_ARGUMENTS`) to draw fields, one after another.
 *
 * @throws Error when the browser has no WebGL 2 with float targets
 */
export async function openFieldRenderer(browser: Browser): Promise<FieldRenderer> {
  const page = await browser.newPage();
  // The compiler's helper for names, which a function sent to the page would miss.
  await page.addInitScript("globalThis.__name = (value) => value");
  await page.goto("about:blank");
  await page.evaluate(installPageRenderer, shaderSources());
  const jobOf = (field: Field, scale: number, dense: number): PageJob => {
    const vessels = growVessels(field.scene.procedure.video, field.materials.inflammation);
    return {
      width: Math.round(FRAME.width * scale),
      height: Math.round(FRAME.height * scale),
      dense,
      uniforms: { ...packUniforms(field), uCircle: circleOf(field, scale) },
      vessels: { side: VESSEL_MAP, bytes: Buffer.from(vessels).toString("base64") },
    };
  };
  const idsOf = (field: Field, { width }: PageJob, scale: number, bytes: string): Uint8Array => {
    const ids = Buffer.from(bytes, "base64");
    maskOutside(ids, width, field, scale);
    return ids;
  };
  return {
    render: async (field, { scale = 1, dense = 1 } = {}) => {
      const job = jobOf(field, scale, dense);
      const { rgba, ids } = await page.evaluate(
        (one) => (globalThis as unknown as PageRenderer).renderField(one),
        job,
      );
      const { width, height } = job;
      return { width, height, rgba: Buffer.from(rgba, "base64"), ids: idsOf(field, job, scale, ids) };
    },
    trace: async (field, { scale = 1 } = {}) => {
      const job = jobOf(field, scale, 1);
      const { ids } = await page.evaluate(
        (one) => (globalThis as unknown as PageRenderer).traceField(one),
        job,
      );
      return idsOf(field, job, scale, ids);
    },
    close: () => page.close(),
  };
}

/** GL counts rows from below. */
function circleOf({ lens }: Field, scale: number) {
  const circle = lens.circle;
  const value = circle ? [circle.x, FRAME.height - circle.y, circle.radius].map((x) => x * scale) : [0, 0, 0];
  return { type: "vec3" as const, value };
}

function maskOutside(ids: Uint8Array, width: number, { lens }: Field, scale: number): void {
  const circle = lens.circle;
  if (!circle) return;
  for (let at = 0; at < ids.length; at += 1) {
    const [x, y] = [(at % width) + 0.5, Math.floor(at / width) + 0.5];
    if (Math.hypot(x / scale - circle.x, y / scale - circle.y) > circle.radius) ids[at] = 0;
  }
}
