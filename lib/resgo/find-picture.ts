import { t } from "@/lib/language/t";
import type { Gathered } from "./build-sample";
import { faultOf } from "./list-files";
import { assumptionsOf, inspectPicture, type Picture, type PictureSource, promisedFormat } from "./picture";
import { error, listed, type Problem, warning } from "./problem";

/**
 * The picture of a frame: its file below `frames/`, or else one that its LabelMe file names, or holds. Null when
 * there is none that can be used.
 */
export async function findPicture(
  root: string,
  { video, frame, frameFiles, labelme, rows }: Gathered,
): Promise<{ picture: Picture | null; problems: Problem[] }> {
  const subject = t`${video}, frame ${frame}`;
  const embedding = labelme.find(({ content }) => content?.hasImage);
  const sources: PictureSource[] = [
    ...frameFiles.map((file) => ({ file, embedded: false })),
    ...labelme.flatMap(({ picture }) => (picture ? [{ file: picture, embedded: false }] : [])),
    ...(embedding ? [{ file: embedding.file, embedded: true }] : []),
  ];
  const [source] = sources;
  if (!source) {
    const place = labelme[0] ? { file: labelme[0].file } : (rows[0]?.place ?? {});
    return {
      picture: null,
      problems: [error(place, t`${subject}: no frame, neither a picture nor in a LabelMe file.`)],
    };
  }
  if (frameFiles.length > 1) {
    const message = t`${subject}: more than one picture has this number: ${listed(frameFiles)}.`;
    return { picture: null, problems: [error({ file: frameFiles[1]! }, message)] };
  }
  try {
    const picture = await inspectPicture(root, source);
    const promised = source.embedded ? undefined : promisedFormat(source.file);
    const problems =
      promised !== undefined && promised !== picture.format
        ? [
            warning(
              { file: source.file },
              t`${subject}: by its name a ${promised}, in truth a ${picture.format}, and read as that.`,
            ),
          ]
        : [];
    const assumed = assumptionsOf(picture).map((what) =>
      warning({ file: source.file }, `${subject}: ${what}`),
    );
    return { picture, problems: [...problems, ...assumed] };
  } catch (cause) {
    return { picture: null, problems: [error({ file: source.file }, `${subject}: ${faultOf(cause)}`)] };
  }
}
