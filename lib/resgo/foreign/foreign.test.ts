import { describe, expect, test } from "vitest";
import { readBundle } from "../read-bundle";
import { errorsOf, labelMe, takenOf, testFolder, writeSmallBundle } from "../testing/bundle-files";
import { foreignTool } from "./foreign-tool";

const base = await testFolder();

const FILES: readonly (readonly [name: string, file: string, content: string])[] = [
  [
    "the older LabelMe (XML)",
    "1.xml",
    "<annotation><filename>1.jpg</filename><object><name>Go Zone</name><polygon><pt><x>6</x><y>4</y></pt></polygon></object></annotation>",
  ],
  [
    "CVAT (XML)",
    "annotations.xml",
    '<?xml version="1.0"?><annotations><version>1.1</version><image id="0" name="1.jpg"><box label="Go Zone" xtl="1"/></image></annotations>',
  ],
  [
    "CVAT (XML)",
    "video.xml",
    '<annotations>\n<track id="0" label="Go Zone">\n<box frame="0"/></track></annotations>',
  ],
  [
    "Pascal VOC (XML)",
    "1.xml",
    "<annotation><folder>V1</folder><filename>1.jpg</filename><size><width>64</width></size><object><bndbox><xmin>1</xmin></bndbox></object></annotation>",
  ],
  [
    "Pascal VOC (XML)",
    "1.xml",
    "<annotation><filename>1.jpg</filename><size><width>64</width></size></annotation>",
  ],
  ["COCO (JSON)", "a.json", '{"info": {}, "images": [{"id": 1, "file_name": "1.jpg"}], "annotations": []}'],
  ["COCO (JSON)", "a.json", '[{"image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]}]'],
  ["VIA (JSON)", "a.json", '{"1.jpg123": {"filename": "1.jpg", "regions": [{"region_attributes": {}}]}}'],
  ["VIA (JSON)", "a.json", '{"_via_settings": {}, "_via_img_metadata": {}}'],
  ["Label Studio (JSON)", "a.json", '[{"id": 1, "annotations": [{"completed_by": 1, "result": []}]}]'],
  [
    "Supervisely (JSON)",
    "1.jpg.json",
    '{"description": "", "size": {"height": 4, "width": 6}, "objects": []}',
  ],
  ["Labelbox (JSON)", "a.json", '[{"data_row": {"id": "x"}, "projects": {}}]'],
  ["Datumaro (JSON)", "a.json", '{"dm_format_version": "1.0", "categories": {}, "items": []}'],
  [
    "CreateML (JSON)",
    "a.json",
    '[{"image": "1.jpg", "annotations": [{"label": "a", "coordinates": {"x": 1}}]}]',
  ],
  ["LabelMe (JSON)", "a.json", labelMe()],
  ["YOLO (txt)", "1.txt", "0 0.5 0.5 0.25 0.1\n1 0.1 0.2 0.1 1\n"],
  ["YOLO (txt)", "1.txt", "0 0.5 0.5 0.25 0.1 0.2 0.3 0.4 0.5"],
];

describe("foreignTool", () => {
  test.each(FILES)("knows %s by %s", (name, file, content) => {
    expect(foreignTool(file, content)?.name).toBe(name);
  });

  test.each([
    ["1.xml", "<html><body>annotation</body></html>"],
    ["a.json", '{"name": "ResGo"}'],
    ["a.json", "no JSON at all"],
    ["a.txt", "166 0.5 and other notes\n"],
    ["a.txt", "1 854 480 25 30\n"],
    ["a.txt", ""],
    ["a.csv", "0 0.5 0.5 0.25 0.1"],
  ])("knows nothing of %s with %j", (file, content) => {
    expect(foreignTool(file, content)).toBeNull();
  });
});

describe("labels of another program in a bundle", () => {
  const none = {
    "labelme/V1/000001.json": null,
    "labelme/V1/000002.json": null,
    "labelme/V2/000007.json": null,
  };
  const place = (file: string, number: string): string => `labelme/V1/${file.replace("1", number)}`;

  test.each(FILES.filter(([name]) => name !== "LabelMe (JSON)"))(
    "are told once: %s as %s",
    async (name, file, content) => {
      const folder = await writeSmallBundle(base, {
        ...none,
        [place(file, "000001")]: content,
        [place(`1${file}`, "000002")]: content,
      });
      const bundle = await readBundle(folder);
      expect(takenOf(bundle)).toEqual([]);
      expect(errorsOf(bundle)).toHaveLength(1);
      const { message } = errorsOf(bundle)[0]!;
      expect(message).toContain(`2 files hold labels of ${name}, which are not read: labelme/V1/`);
      expect(message).toContain("X-AnyLabeling opens");
      expect(message).toContain("3 frames have no LabelMe file, so no box: V1/1, V1/2, V2/7.");
      expect(bundle.refused).toHaveLength(3);
    },
  );

  test("are a warning where every frame has its box, and where samples may be incomplete", async () => {
    const coco = {
      "instances_default.json": FILES[5]![2],
      "labels/V1/1.txt": "",
      "labels/V1/2.txt": FILES[15]![2],
    };
    const whole = await readBundle(await writeSmallBundle(base, coco));
    expect(takenOf(whole)).toHaveLength(3);
    expect(whole.problems.map(({ level, file, message }) => [level, file, message])).toEqual([
      ["warning", "instances_default.json", expect.stringMatching(/^1 file holds labels of COCO .*JSON\.$/)],
      ["warning", "labels/V1/1.txt", expect.stringMatching(/^2 files hold labels of YOLO .*JSON\.$/)],
    ]);
    const drafts = await readBundle(
      await writeSmallBundle(base, { ...coco, "labelme/V1/000001.json": null }),
      {
        allowIncomplete: true,
      },
    );
    expect(takenOf(drafts)).toHaveLength(3);
    expect(errorsOf(drafts)).toEqual([]);
  });

  test("that are LabelMe's own and lie elsewhere are told of", async () => {
    const folder = await writeSmallBundle(base, { ...none, "json/000001.json": labelMe() });
    expect(errorsOf(await readBundle(folder)).map(({ message }) => message)).toEqual([
      expect.stringContaining("put it into labelme/<video>/"),
    ]);
  });

  test("are looked for in a few files of a folder alone", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [`notes/V${n}/${n}.txt`, "a note"]),
    );
    expect((await readBundle(await writeSmallBundle(base, many))).problems).toEqual([]);
  });
});
