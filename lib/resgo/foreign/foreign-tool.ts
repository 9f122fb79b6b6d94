import { t } from "@/lib/language/t";

/** A program whose files of labels are not LabelMe's JSON. */
export type ForeignTool = {
  /** As people call its files. */
  readonly name: string;
  /** What makes LabelMe's JSON of them, as a sentence. */
  readonly advice: () => string;
  /** Whether the beginning of a file is of this kind, by what only this kind has. */
  readonly is: (head: string) => boolean;
};

const opens = (): string => t`X-AnyLabeling opens it and saves LabelMe’s JSON.`;
const exports = (program: string) => (): string =>
  t`Export it from ${program} as COCO; X-AnyLabeling opens that and saves LabelMe’s JSON.`;

const has =
  (...marks: readonly RegExp[]) =>
  (head: string): boolean =>
    marks.every((mark) => mark.test(head));

/** By ending; the more particular before the more general. */
const TOOLS: Readonly<Record<string, readonly ForeignTool[]>> = {
  xml: [
    {
      name: "CVAT (XML)",
      advice: exports("CVAT"),
      is: has(/<annotations[\s>]/, /<(?:image|track)\s[^>]*\b(?:id|name|label)=/),
    },
    { name: "Pascal VOC (XML)", advice: opens, is: has(/<annotation[\s>]/, /<bndbox[\s>]/) },
    {
      name: "the older LabelMe (XML)",
      advice: () =>
        t`CVAT’s export “LabelMe” is this too: export COCO instead. X-AnyLabeling opens that and saves LabelMe’s JSON.`,
      is: has(/<annotation[\s>]/, /<(?:imagesize|pt|sourceImage|sourceAnnotation)[\s>]/),
    },
    {
      name: "Pascal VOC (XML)",
      advice: opens,
      is: has(/<annotation[\s>]/, /<filename[\s>]/, /<size[\s>]/),
    },
  ],
  json: [
    { name: "VIA (JSON)", advice: exports("VIA"), is: has(/"_via_|"region_attributes"\s*:/) },
    {
      name: "Supervisely (JSON)",
      advice: exports("Supervisely"),
      is: (head) => /"classTitle"\s*:/.test(head) || has(/"size"\s*:\s*\{/, /"objects"\s*:\s*\[/)(head),
    },
    {
      name: "Label Studio (JSON)",
      advice: exports("Label Studio"),
      is: has(/"(?:annotations|completions)"\s*:\s*\[/, /"(?:result|completed_by|rectanglelabels)"\s*:/),
    },
    { name: "Labelbox (JSON)", advice: exports("Labelbox"), is: has(/"data_row"\s*:|"Labeled Data"\s*:/) },
    {
      name: "Datumaro (JSON)",
      advice: exports("Datumaro"),
      is: (head) =>
        /"dm_format_version"\s*:/.test(head) || has(/"items"\s*:\s*\[/, /"categories"\s*:\s*\{/)(head),
    },
    {
      name: "COCO (JSON)",
      advice: opens,
      is: (head) =>
        has(/"images"\s*:\s*\[/, /"(?:file_name|categories|annotations)"\s*:/)(head) ||
        has(/"image_id"\s*:/, /"(?:category_id|bbox|segmentation)"\s*:/)(head) ||
        has(/"categories"\s*:\s*\[/, /"(?:supercategory|licenses|info)"\s*:/)(head),
    },
    { name: "CreateML (JSON)", advice: opens, is: has(/"annotations?"\s*:\s*\[/, /"coordinates"\s*:\s*\{/) },
    {
      name: "LabelMe (JSON)",
      advice: () =>
        t`It lies where no LabelMe file is looked for: put it into labelme/<video>/, or beside its frame.`,
      is: has(/"shapes"\s*:\s*\[/, /"(?:imagePath|imageData|shape_type|version)"\s*:/),
    },
  ],
  txt: [{ name: "YOLO (txt)", advice: opens, is: isYolo }],
};

/** The endings of files that may be another program's labels. */
export const FOREIGN_ENDINGS = Object.keys(TOOLS);

/** The program that a file of labels is of, by its ending and how it begins; null where that is none of the known. */
export function foreignTool(file: string, head: string): ForeignTool | null {
  const tools = TOOLS[file.split(".").at(-1)!.toLowerCase()] ?? [];
  return tools.find(({ is }) => is(head)) ?? null;
}

/** A class and four or more parts of the picture in each line, the last of which may be cut. */
function isYolo(head: string): boolean {
  const lines = head
    .split(/\r\n|[\r\n]/)
    .slice(0, 20)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  const isLine = (line: string): boolean => {
    const [label, ...parts] = line.split(/\s+/);
    const isPart = (part: string): boolean =>
      /^-?\d*\.?\d+(?:e-?\d+)?$/i.test(part) && Math.abs(Number(part)) <= 1.5;
    return /^\d{1,4}$/.test(label!) && parts.length >= 4 && parts.every(isPart);
  };
  return whole.length > 0 && whole.every(isLine);
}
