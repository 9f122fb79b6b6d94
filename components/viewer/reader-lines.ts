/** Who read the frame. Each has a line and a hue, the same on every frame, chart and table. */
export type Reader = "you" | "reference" | "model";

/**
 * What has an entry of its own in a legend: a reader's line, the cohort's soft heat, what must not be touched, or what of
 * a zone lies beyond the reference.
 */
export type Mark = Reader | "cohort" | "no-go" | "beyond";

/** Whether a mark is a reader's line. */
export const isReader = (mark: Mark): mark is Reader => mark in readerDash;

/** The token of a mark's hue. */
export const readerColor: Readonly<Record<Mark, string>> = {
  you: "var(--mark-you)",
  reference: "var(--mark-reference)",
  model: "var(--mark-model)",
  cohort: "var(--mark-cohort)",
  "no-go": "var(--mark-no-go)",
  beyond: "var(--mark-you)",
};

/** A reader's line, in CSS pixels: solid, long dashes, dots. Charts use the same. */
const readerDash: Readonly<Record<Reader, readonly number[]>> = {
  you: [],
  reference: [11, 6],
  model: [0.1, 6],
};

const readerWidth: Readonly<Record<Reader, number>> = { you: 2.25, reference: 2.5, model: 3.25 };

/** How a reader's line is drawn, `unit` times as large. */
export function readerLine(reader: Reader, unit = 1) {
  const dash = readerDash[reader];
  return {
    fill: "none",
    stroke: readerColor[reader],
    strokeWidth: readerWidth[reader] * unit,
    strokeLinejoin: "round",
    strokeLinecap: reader === "model" ? "round" : "butt",
    strokeDasharray: dash.length ? dash.map((length) => length * unit).join(" ") : undefined,
    vectorEffect: "non-scaling-stroke",
  } as const;
}

/** A short piece of a reader's line, `length` CSS pixels long, on which its pattern is whole. */
export function readerSample(reader: Reader, length: number) {
  const dash = reader === "reference" ? `${length * 0.37} ${length * 0.26}` : undefined;
  return { ...readerLine(reader), ...(dash && { strokeDasharray: dash }), vectorEffect: "none" } as const;
}

/** The dark casing under every line, so that it stands out from red, yellow and white alike. */
export function casingLine(unit = 1) {
  return {
    fill: "none",
    stroke: "var(--mark-casing)",
    strokeWidth: 5.5 * unit,
    strokeLinejoin: "round",
    vectorEffect: "non-scaling-stroke",
  } as const;
}

/** The shade on what of a zone lies beyond the reference: the tissue under it stays in sight. */
export const beyondShade = { fill: readerColor.beyond, fillOpacity: 0.3 } as const;
