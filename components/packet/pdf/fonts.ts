import { createRequire } from "node:module";
import path from "node:path";

export type Weight = "regular" | "bold";

const FILES: Readonly<Record<Weight, string>> = {
  regular: "400Regular/IBMPlexSans_400Regular.ttf",
  bold: "600SemiBold/IBMPlexSans_600SemiBold.ttf",
};

/** The file of a weight, Latin, Greek and Cyrillic in one: from the package, never from the network. */
export function fontFile(weight: Weight): string {
  const require = createRequire(path.resolve("package.json"));
  return require.resolve(`@expo-google-fonts/ibm-plex-sans/${FILES[weight]}`);
}
