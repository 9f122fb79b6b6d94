import { z } from "zod";
import { MODES } from "./mode";

export const modeSchema = z.enum(MODES);
