import { coco } from "./formats/coco";
import type { SourceFormat } from "./source-format";

/** The formats that are read, beside ResGo's own bundles. */
export const FORMATS: readonly SourceFormat[] = [coco];
