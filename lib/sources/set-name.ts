import path from "node:path";
import { plainName } from "@/lib/domain/text/plain-text";
import type { Folder } from "./folder";

/** What a set is called where nothing but its folder says. */
export const setName = ({ root }: Pick<Folder, "root">): string => plainName(path.basename(root)) || "set";
