import { writeFileSync } from "node:fs";
import { openApi } from "../lib/contract/openapi";

writeFileSync("docs/openapi.json", `${JSON.stringify(openApi(), null, 2)}\n`);
