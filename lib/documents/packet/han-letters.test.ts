import { describe, expect, it } from "vitest";
import { piecesOf } from "./fonts";
import { hanFont, openHanFont } from "./han-letters";

describe("hanFont", () => {
  it.each([
    ["simplified Chinese", "李王张刘陈杨赵黄周吴璟瑶骁骉淼赟龑"],
    ["traditional Chinese", "陳張劉黃吳鄭謝蕭龍龎嫺譚瑩穎堃喆昰媃"],
    ["Japanese", "佐藤鈴木渡邊邉齋髙﨑凜ひらがなカタカナー々、。「」"],
    ["wide forms", "（）ＡＢ"],
  ])("knows the letters of names in %s", (_, letters) => {
    expect([...letters].filter((letter) => hanFont(letter) === null)).toEqual([]);
  });
});

describe("openHanFont", () => {
  it("gives a TrueType file with the letter, heavier in bold, and unpacks it once", async () => {
    const font = hanFont("陳")!;
    const [regular, bold] = [await openHanFont(font, "regular"), await openHanFont(font, "bold")];
    expect([...regular.subarray(0, 4)]).toEqual([0, 1, 0, 0]);
    expect(Buffer.compare(regular, bold)).not.toBe(0);
    expect(await openHanFont(font, "regular")).toBe(regular);
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
