import { describe, expect, test } from "vitest";
import { findEncoding } from "@/lib/domain/uploads/encodings";
import { decodeText } from "./decode-text";

const TEXT = "Video,Frame,Location\r\nV01,166,„rechts“ – 胆囊 Müller\r\n";
const utf16 = (text: string, big: boolean): Buffer => {
  const bytes = Buffer.from(text, "utf16le");
  return big ? bytes.swap16() : bytes;
};
const gbk = Buffer.from("Video,Frame\nV01,\xce\xbb\xd3\xda\n", "latin1");

describe("decodeText", () => {
  test.each([
    ["UTF-8", Buffer.from(TEXT)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${TEXT}`)],
    ["UTF-8 with two marks", Buffer.from(`\ufeff\ufeff${TEXT}`)],
    ["UTF-16, the lower byte first", utf16(`\ufeff${TEXT}`, false)],
    ["UTF-16, the higher byte first", utf16(`\ufeff${TEXT}`, true)],
    ["UTF-16 without a mark, the lower byte first", utf16(TEXT, false)],
    ["UTF-16 without a mark, the higher byte first", utf16(TEXT, true)],
  ])("reads %s", (_, bytes) => {
    expect(decodeText(bytes)).toBe(TEXT);
  });

  test.each([
    ["another encoding", gbk, "not Unicode"],
    ["Windows-1252", Buffer.from("a,b\nM\xfcller,1\n", "latin1"), "not Unicode"],
    ["UTF-16 that was cut", utf16(`\ufeff${TEXT}`, false).subarray(0, 41), "UTF-16"],
    ["UTF-32", Buffer.from("fffe00005600000069000000", "hex"), "UTF-32"],
    ["null characters", Buffer.from(`Video,Frame\n${"V01,16\u00006\n".repeat(5)}`), "null characters"],
    ["a workbook", Buffer.from("PK\u0003\u0004"), "a workbook"],
    ["an old workbook", Buffer.from("d0cf11e0a1b11ae1", "hex"), "an old Excel workbook"],
  ])("refuses %s, in a sentence", (_, bytes, words) => {
    expect(() => decodeText(bytes)).toThrow(words);
  });

  test("names the row where a file stops being Unicode", () => {
    expect(() => decodeText(gbk)).toThrow(expect.objectContaining({ place: { row: 2 } }));
  });

  test("reads an encoding that is named, and no other", () => {
    expect(decodeText(gbk, findEncoding("GBK"))).toContain("位于");
    expect(decodeText(Buffer.from("M\xfcller", "latin1"), findEncoding("cp1252"))).toBe("Müller");
    expect(() => decodeText(Buffer.from("M\xfc,\xff", "latin1"), "shift_jis")).toThrow("neither Unicode nor");
    expect(decodeText(utf16(`\ufeff${TEXT}`, true), "shift_jis")).toBe(TEXT);
    expect(findEncoding("ebcdic")).toBeNull();
  });

  test("refuses what reads as Unicode and as the named encoding, with other letters", () => {
    expect(() => decodeText(Buffer.from("Müller"), "windows-1252")).toThrow("as UTF-8 and as windows-1252");
    expect(decodeText(Buffer.from("plain"), "windows-1252")).toBe("plain");
    // In another encoding these bytes would be letters too, but none that anybody writes.
    expect(decodeText(Buffer.from("手术18"), "gb18030")).toBe("手术18");
  });
});
