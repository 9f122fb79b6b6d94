import { describe, expect, it } from "vitest";
import { piecesOf } from "./fonts";
import { openPackedFont, packedFont } from "./packed-letters";

describe("packedFont", () => {
  it.each([
    ["simplified Chinese", "李王张刘陈杨赵黄周吴璟瑶骁骉淼赟龑"],
    ["traditional Chinese", "陳張劉黃吳鄭謝蕭龍龎嫺譚瑩穎堃喆昰媃"],
    ["Japanese", "佐藤鈴木渡邊邉齋髙﨑凜ひらがなカタカナー々、。「」"],
    ["Korean", "김민준이서연최정강조윤장임한오신권황"],
    ["Hebrew", "יעלכהןאבגדהוזחטיכלמנסעפצקרשת־׳״"],
    ["Thai", "สมชายใจดีพิมพ์ธีระวัฒน์"],
    ["Devanagari", "अनीताशर्माराजेशकृष्णमूर्ति०९।"],
    ["Georgian", "ნინობერიძეჟღტყშჩცძწჭხჯჰ"],
    ["Armenian", "ԱնիՊետրոսյանՀովհաննիսյանև"],
    ["wide forms", "（）ＡＢ"],
  ])("knows the letters of names in %s", (_, letters) => {
    expect([...letters].filter((letter) => packedFont(letter) === null)).toEqual([]);
  });
});

describe("openPackedFont", () => {
  it("gives a TrueType file with the letter, heavier in bold, and unpacks it once", async () => {
    const font = packedFont("陳")!;
    const [regular, bold] = [await openPackedFont(font, "regular"), await openPackedFont(font, "bold")];
    expect([...regular.subarray(0, 4)]).toEqual([0, 1, 0, 0]);
    expect(Buffer.compare(regular, bold)).not.toBe(0);
    expect(await openPackedFont(font, "regular")).toBe(regular);
  });
});

describe("piecesOf", () => {
  it("cuts Chinese letters where their font changes, and loses nothing", () => {
    const text = "Chan 陳 大文, MD";
    const pieces = piecesOf(text);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.filter(({ font }) => font === "latin").map((piece) => piece.text)).toEqual([
      "Chan ",
      ", MD",
    ]);
    expect(new Set(pieces.filter(({ script }) => script === "han").map(({ font }) => font)).size).toBe(3);
  });
});
