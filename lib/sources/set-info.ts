import type { SourceMap, Terms } from "@/lib/domain/sources/source-map";
import { t } from "@/lib/language/t";
import { type DatasetInfo, readDatasetInfo } from "@/lib/resgo/dataset-info";
import { faultOf } from "@/lib/resgo/list-files";
import { error, type Problem, warning } from "@/lib/resgo/problem";
import type { Folder } from "./folder";

/** The terms and the name: as a command or a person says, or else the map, or else the set's own `dataset.json`. */
export async function infoOf(folder: Folder, map: SourceMap | null, terms: Terms) {
  const file = folder.files.find((each) => /^dataset\.json$/i.test(each)) ?? null;
  const problems: Problem[] = [];
  let own: DatasetInfo | null = null;
  try {
    own = await readDatasetInfo(folder.root, file);
  } catch (cause) {
    problems.push(error({ file }, faultOf(cause)));
  }
  const info: DatasetInfo = {
    name: own?.name ?? null,
    version: own?.version ?? null,
    licence: terms.licence || map?.licence || own?.licence || null,
    citation: terms.citation || map?.citation || own?.citation || null,
    description: own?.description ?? null,
    notice: own?.notice ?? null,
    sharing: terms.sharing ?? map?.sharing ?? own?.sharing ?? null,
  };
  if (info.licence === null)
    problems.push(
      warning({}, t`Under which licence the set may be used isn’t known: give it, with how it is cited.`),
    );
  return { info, problems, unusable: own === null };
}
