import type { Size } from "@/lib/domain/geometry";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { createStore, type Store } from "../viewer/store";
import { drawRegions, newRegions, type Regions, type RegionsAction } from "./regions";

/** No-Go regions outside React, so that a pointer that moves renders nothing: whoever paints listens. */
export type RegionsStore = Store<Regions, RegionsAction>;

export const createRegionsStore = (frame: Size, regions: readonly NoGoRegion[]): RegionsStore =>
  createStore(drawRegions, newRegions(frame, regions));
