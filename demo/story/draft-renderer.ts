import sharp from "sharp";
import type { FieldRenderer } from "@/demo/field/render-field";
import { FRAME } from "@/demo/scene/facts";

/** Of the frame's size: a ninth of the rays, for a look at many frames. */
const SCALE = 0.5;

/** A renderer that works on a small picture and blows it up. */
export function draftRenderer(renderer: FieldRenderer): FieldRenderer {
  return {
    render: async (field) => {
      const small = await renderer.render(field, { scale: SCALE, dense: 1 });
      const { width, height } = FRAME;
      const rgba = await sharp(small.rgba, { raw: { width: small.width, height: small.height, channels: 4 } })
        .resize(width, height)
        .raw()
        .toBuffer();
      const ids = new Uint8Array(width * height);
      for (let y = 0; y < height; y += 1) {
        const row = Math.floor(y * SCALE) * small.width;
        for (let x = 0; x < width; x += 1) ids[y * width + x] = small.ids[row + Math.floor(x * SCALE)] ?? 0;
      }
      return { width, height, rgba, ids };
    },
    trace: renderer.trace,
    close: renderer.close,
  };
}
