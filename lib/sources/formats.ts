import { cholecSeg8k } from "./formats/cholecseg8k";
import { coco } from "./formats/coco";
import { cvat } from "./formats/cvat";
import { framesParquet } from "./formats/frames-parquet";
import { labelStudio } from "./formats/label-studio";
import { labelMeFolder } from "./formats/labelme-folder";
import { phaseJson } from "./formats/phase-json";
import { phaseText } from "./formats/phase-text";
import { yolo } from "./formats/yolo";
import type { SourceFormat } from "./source-format";

/** The formats that are read, beside ResGo's own bundles. */
export const FORMATS: readonly SourceFormat[] = [
  ...[coco, cvat, yolo, labelStudio, labelMeFolder],
  ...[cholecSeg8k, framesParquet, phaseText, phaseJson],
];
