import { type SourceMap, sourceMapSchema } from "./source-map";

/** The phases of Cholec80, by the names that its files and those of CholecT50 have for them. */
const PHASES = {
  Preparation: "A",
  CalotTriangleDissection: "B",
  ClippingCutting: "C",
  GallbladderDissection: "D",
  GallbladderPackaging: "leave out",
  CleaningCoagulation: "leave out",
  GallbladderRetraction: "leave out",
} as const;

const CHOLEC80 =
  "A. P. Twinanda, S. Shehata, D. Mutter, J. Marescaux, M. de Mathelin, N. Padoy: EndoNet: a deep architecture for recognition tasks on laparoscopic videos. IEEE Transactions on Medical Imaging 36(1), 2017.";

/**
 * Maps for sets that are public. They follow the definitions of the phases (lib/domain/phases.ts): what a definition
 * excludes is No-Go, and a category is a Go Zone only where its makers drew it as the tissue to dissect.
 */
const READY = {
  endoscapes: {
    name: "Endoscapes2023",
    licence: "CC BY-NC-SA 4.0",
    citation:
      "A. Murali, D. Alapatt, P. Mascagni, A. Vardazaryan, A. Garcia, N. Okamoto, G. Costamagna, D. Mutter, J. Marescaux, B. Dallemagne, N. Padoy: The Endoscapes Dataset for Surgical Scene Segmentation, Object Detection, and Critical View of Safety Assessment. arXiv:2312.12429, 2023.",
    categories: {
      calot_triangle: "go zone",
      cystic_plate: { noGo: "cystic plate" },
      cystic_artery: "leave out",
      cystic_duct: "leave out",
      gallbladder: "leave out",
      tool: "leave out",
    },
  },
  cholecseg8k: {
    name: "CholecSeg8k",
    licence: "CC BY-NC-SA 4.0",
    citation:
      "W.-Y. Hong, C.-L. Kao, Y.-H. Kuo, J.-R. Wang, W.-L. Chang, C.-S. Shih: CholecSeg8k: A Semantic Segmentation Dataset for Laparoscopic Cholecystectomy Based on Cholec80. arXiv:2012.12453, 2020.",
    categories: {
      Liver: { noGo: "liver" },
      "Gastrointestinal Tract": { noGo: "gastrointestinal tract" },
      "Hepatic Vein": { noGo: "hepatic vein" },
      "Black Background": "leave out",
      "Abdominal Wall": "leave out",
      Fat: "leave out",
      Grasper: "leave out",
      "Connective Tissue": "leave out",
      Blood: "leave out",
      "Cystic Duct": "leave out",
      "L-hook Electrocautery": "leave out",
      Gallbladder: "leave out",
      "Liver Ligament": "leave out",
    },
    phases: PHASES,
  },
  cholec80: {
    name: "Cholec80",
    licence: "CC BY-NC-SA 4.0",
    citation: CHOLEC80,
    phases: PHASES,
  },
  cholect50: {
    name: "CholecT50",
    licence: "CC BY-NC-SA 4.0",
    citation:
      "C. I. Nwoye, T. Yu, C. Gonzalez, B. Seeliger, P. Mascagni, D. Mutter, J. Marescaux, N. Padoy: Rendezvous: attention mechanisms for the recognition of surgical action triplets in endoscopic videos. Medical Image Analysis 78, 2022.",
    phases: {
      preparation: "A",
      "carlot-triangle-dissection": "B",
      "clipping-and-cutting": "C",
      "gallbladder-dissection": "D",
      "gallbladder-packaging": "leave out",
      "cleaning-and-coagulation": "leave out",
      "gallbladder-extraction": "leave out",
    },
  },
  cholec: {
    name: "cholec",
    citation:
      "A. Madani, B. Namazi, M. S. Altieri, D. A. Hashimoto, et al.: Artificial intelligence for intraoperative guidance: using semantic segmentation to identify surgical anatomy during laparoscopic cholecystectomy. Annals of Surgery 276(2), 2022; as published by BrachioLab (arXiv:2409.13684).",
    categories: {
      safe: "go zone",
      unsafe: { noGo: null },
      "organ 1": "leave out",
      "organ 2": "leave out",
      "organ 3": "leave out",
    },
  },
} as const;

export type ReadyMap = keyof typeof READY;

export const READY_MAPS = Object.keys(READY) as [ReadyMap, ...ReadyMap[]];

/** The map that is meant: a ready one's name, or one of its own; with another frame rate where one is given. */
export function chosenMap(map: ReadyMap | SourceMap | null, frameRate: number | null): SourceMap | null {
  const chosen = typeof map === "string" ? readyMap(map) : map;
  return chosen && frameRate !== null ? { ...chosen, frameRate } : chosen;
}

/** A ready map by its name, in any case; null where there is none of it. */
export function readyMap(name: string): SourceMap | null {
  const found = READY_MAPS.find((each) => each === name.trim().toLowerCase());
  return found ? sourceMapSchema.parse(READY[found]) : null;
}
