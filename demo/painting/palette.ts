import type { ProcedureFacts } from "../scene/facts";
import { blendInto, type Rgb, rgb } from "./color";

/** A tissue's own colour, and the one that it is mottled with. */
export type Tone = readonly [plain: Rgb, mottled: Rgb];

export type Palette = {
  readonly liver: Tone;
  readonly gallbladder: Tone;
  /** The trunks among the wall's vessels, and their colour. */
  readonly wallVessels: { readonly count: number; readonly color: string };
  readonly fat: Tone;
  /** Fat under its peritoneum: paler, pinker. */
  readonly peritoneum: Tone;
  readonly crease: Rgb;
  /** A lobule's width, and how far it stands out, in pixels. */
  readonly lobules: { readonly size: number; readonly height: number };
};

const livers: Readonly<Record<ProcedureFacts["liver"], Tone>> = {
  healthy: [rgb("#863a2e"), rgb("#6a2822")],
  steatotic: [rgb("#a56c48"), rgb("#874d33")],
  congested: [rgb("#70303a"), rgb("#54202c")],
};

const gallbladders: Readonly<Record<ProcedureFacts["wall"], Tone>> = {
  thin: [rgb("#a8ad97"), rgb("#84907f")],
  tense: [rgb("#bab9a6"), rgb("#919b90")],
  thickened: [rgb("#cbb094"), rgb("#b08d7c")],
  inflamed: [rgb("#cf9488"), rgb("#b26a66")],
};

const wallVessels: Readonly<Record<ProcedureFacts["wall"], Palette["wallVessels"]>> = {
  thin: { count: 11, color: "#7c3434" },
  tense: { count: 13, color: "#86393a" },
  thickened: { count: 9, color: "#8c4038" },
  inflamed: { count: 22, color: "#8c2329" },
};

const fats: Readonly<Record<ProcedureFacts["fat"], Tone>> = {
  lean: [rgb("#dcb078"), rgb("#c88a58")],
  moderate: [rgb("#d9a564"), rgb("#c57e4a")],
  abundant: [rgb("#dfa964"), rgb("#cb824a")],
};

const lobules: Readonly<Record<ProcedureFacts["fat"], Palette["lobules"]>> = {
  lean: { size: 42, height: 3 },
  moderate: { size: 58, height: 5.5 },
  abundant: { size: 78, height: 9 },
};

/** How pink peritoneum looks: the leaner the fat beneath, the more of what lies deeper shines through. */
const pinkness: Readonly<Record<ProcedureFacts["fat"], number>> = {
  lean: 0.66,
  moderate: 0.5,
  abundant: 0.3,
};

/** The colours of one invented patient. */
export function paletteOf({ liver, wall, fat }: ProcedureFacts): Palette {
  const [plain, deep] = fats[fat];
  return {
    liver: livers[liver],
    gallbladder: gallbladders[wall],
    wallVessels: wallVessels[wall],
    fat: fats[fat],
    peritoneum: [mixed(plain, rgb("#d39a84"), pinkness[fat]), mixed(deep, rgb("#c07a66"), pinkness[fat])],
    crease: rgb("#a5562c"),
    lobules: lobules[fat],
  };
}

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const out: Rgb = [0, 0, 0];
  blendInto(out, from, to, share);
  return out;
}
