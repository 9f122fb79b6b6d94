import type { Size } from "@/lib/domain/geometry";

/** What a box is counted in: thousandths, hundredths or shares of the frame's sides, or pixels of the picture as it is sent. */
export const BOX_UNITS = ["relative-1000", "pixels", "fractions", "percent"] as const;
export type BoxUnit = (typeof BOX_UNITS)[number];

/** In which order four numbers without names are a box: two corners, x or y first, or a corner, a width and a height. */
export const BOX_ORDERS = ["xyxy", "yxyx", "xywh"] as const;
export type BoxOrder = (typeof BOX_ORDERS)[number];

export type BoxConvention = { readonly unit: BoxUnit; readonly order: BoxOrder };

/** What a model is asked for unless it is told otherwise. */
export const USUAL_BOXES: BoxConvention = { unit: "relative-1000", order: "xyxy" };

export const unitNames: Readonly<Record<BoxUnit, string>> = {
  "relative-1000": "thousandths of the frame’s sides",
  pixels: "pixels of the picture",
  fractions: "shares of the frame’s sides, from 0 to 1",
  percent: "hundredths of the frame’s sides",
};

export type FourNumbers = readonly [number, number, number, number];

/** What the frame's width and height are in a unit. */
export function extentsOf(unit: BoxUnit, sent: Size): Size {
  if (unit === "pixels") return sent;
  const side = { "relative-1000": 1_000, percent: 100, fractions: 1 }[unit];
  return { width: side, height: side };
}

/** Four numbers of an order as two corners, x first; which of the corners is which is not looked at. */
export function cornersOf([a, b, c, d]: FourNumbers, order: BoxOrder): FourNumbers {
  if (order === "yxyx") return [b, a, d, c];
  return order === "xywh" ? [a, b, a + c, b + d] : [a, b, c, d];
}
