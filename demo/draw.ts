import { fileURLToPath } from "node:url";
import { scenes } from "./scene/procedures";
import { writeBundle } from "./writing/write-bundle";

/** Draws the demo's bundle. `tsx demo/draw.ts [FOLDER]`; the folder is `demo/bundle` unless given. */
const folder = process.argv[2] ?? fileURLToPath(new URL("./bundle", import.meta.url));
let total = 0;
await writeBundle(scenes, folder, (name, bytes) => {
  total += bytes;
  console.log(`${name}  ${Math.round(bytes / 1024)} KiB`);
});
console.log(`${scenes.length} pictures, ${Math.round(total / 1024)} KiB, in ${folder}`);
