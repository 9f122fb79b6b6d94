import { writeFileSync } from "node:fs";
import { lexiconAsJson } from "../lib/recall/lexicon/as-json";

writeFileSync("deploy/gpu/train/surgo_train/lexicon.json", lexiconAsJson());
