import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkClip } from "./check-clip";
import { CLIP_LIMIT_BYTES } from "./clip";
import { box, element, mp4Clip, mp4Track, webmClip } from "./testing";

const taken = (bytes: Uint8Array) => {
  const checked = checkClip(bytes);
  if ("problem" in checked) throw new Error(checked.problem);
  return checked.clip;
};
const problem = (bytes: Uint8Array): string | null => {
  const checked = checkClip(bytes);
  return "problem" in checked ? checked.problem : null;
};

describe("a clip", () => {
  test("is taken as it is", () => {
    const bytes = mp4Clip();
    expect(taken(bytes)).toEqual({
      type: "mp4",
      width: 640,
      durationUs: 10_000_000,
      bytes: new Uint8Array(bytes),
    });
    const webm = webmClip({ width: 320, seconds: 2.5 });
    expect(taken(webm)).toEqual({
      type: "webm",
      width: 320,
      durationUs: 2_500_000,
      bytes: new Uint8Array(webm),
    });
  });

  test("of an MP4 loses the date at which it was made, and nothing else", () => {
    const dated = mp4Clip({ made: 0xe731d5c2 });
    expect(taken(dated).bytes).toEqual(new Uint8Array(mp4Clip()));
    expect(dated).toEqual(mp4Clip({ made: 0xe731d5c2 }));
  });

  test("may hold what FFmpeg writes with nothing in it", () => {
    const hdlr = box("hdlr", new Uint8Array(8), "mdirappl", new Uint8Array(9));
    const nothing = box("udta", box("meta", new Uint8Array(4), hdlr, box("ilst")));
    expect(problem(mp4Clip({ inMovie: [nothing] }))).toBeNull();
    const tags = element(
      "1254c367",
      element("7373", element("67c8", element("45a3", "ENCODER"), element("4487", "Lavf"))),
    );
    expect(problem(webmClip({ inSegment: [tags] }))).toBeNull();
    expect(problem(mp4Clip({ more: [box("free", new Uint8Array(20))] }))).toBeNull();
  });

  const title = box("©nam", box("data", "Anna Example"));
  const location = box("©xyz", "+48.1+11.6/");
  const named = element("45a3", "TITLE");
  test.each([
    ["sound beside the video", mp4Clip({ inMovie: [mp4Track({ handler: "soun" })] }), /sound/],
    ["a second video", mp4Clip({ inMovie: [mp4Track()] }), /another track/],
    ["subtitles alone", mp4Clip({ handler: "sbtl" }), /another track/],
    ["a name in the user’s data", mp4Clip({ inMovie: [box("udta", box("name", "Anna"))] }), /“name”/],
    ["a place", mp4Clip({ inMovie: [box("udta", location)] }), /“©xyz”/],
    [
      "a title among the tags",
      mp4Clip({ inMovie: [box("udta", box("meta", new Uint8Array(4), box("ilst", title)))] }),
      /“©nam”/,
    ],
    ["tags of the file", mp4Clip({ more: [box("meta", new Uint8Array(4))] }), /“meta”/],
    ["a camera’s own box", mp4Clip({ more: [box("uuid", "0123456789abcdef")] }), /“uuid”/],
    ["a track’s name", mp4Clip({ inTrack: [box("udta", box("name", "OR 3"))] }), /“udta”/],
    ["a handler called otherwise", mp4Clip({ handlerName: "Anna Example" }), /“hdlr”/],
    ["a text where nothing should be", mp4Clip({ more: [box("free", "OR 3, Anna")] }), /“free”/],
    ["a codec that isn’t played", mp4Clip({ codec: "apcn" }), /no video/],
    ["a title in WebM", webmClip({ inInfo: [element("7ba9", "Anna")] }), /“0x7ba9”/],
    ["a date in WebM", webmClip({ inInfo: [element("4461", new Uint8Array(8))] }), /“0x4461”/],
    ["a track’s name in WebM", webmClip({ inTrack: [element("536e", "OR 3")] }), /“0x536e”/],
    ["a file in WebM", webmClip({ inSegment: [element("1941a469")] }), /“0x1941a469”/],
    [
      "a tag in WebM",
      webmClip({ inSegment: [element("1254c367", element("7373", element("67c8", named)))] }),
      /“TITLE”/,
    ],
    ["a text where nothing should be in WebM", webmClip({ inSegment: [element("ec", "Anna")] }), /“Void”/],
    ["sound in WebM", webmClip({ trackType: 2 }), /sound/],
    [
      "blocks of another track",
      webmClip({ inSegment: [element("1f43b675", element("a3", [0x82, 0]))] }),
      /sound/,
    ],
    ["two tracks in WebM", webmClip({ inTracks: [element("ae", element("d7", [2]))] }), /another track/],
    ["a codec that isn’t WebM’s", webmClip({ codec: "V_MPEG4/ISO/AVC" }), /no video/],
    ["Matroska", webmClip({ docType: "matroska" }), /no video/],
    ["more than 640 pixels", mp4Clip({ width: 641 }), /641 pixels wide/],
    ["more than 640 pixels in WebM", webmClip({ width: 1280 }), /1280 pixels wide/],
    ["more than 15 seconds", mp4Clip({ seconds: 16 }), /16 seconds long/],
    ["more than 15 seconds in WebM", webmClip({ seconds: 60 }), /60 seconds long/],
    ["more than 1 MB", mp4Clip({ data: "x".repeat(CLIP_LIMIT_BYTES) }), /bytes, where 1048576 are allowed/],
    ["another kind of file", Buffer.from("RIFF    AVI "), /neither/],
    ["nothing", new Uint8Array(0), /neither/],
  ])("with %s is refused", (_, bytes, why) => {
    expect(problem(bytes)).toMatch(why);
  });

  test("whose data lie in another file is refused: its path stands there", () => {
    const bytes = Buffer.from(mp4Clip());
    const at = bytes.indexOf("url ") + 4;
    bytes[at + 3] = 0;
    expect(problem(bytes)).toMatch(/“url”/);
  });

  test("is read from wherever it lies in the memory", () => {
    const around = Buffer.concat([Buffer.from("before"), mp4Clip(), Buffer.from("after")]);
    expect(taken(around.subarray(6, around.length - 5)).bytes).toEqual(new Uint8Array(mp4Clip()));
  });

  test.each([mp4Clip(), webmClip()])("cut short anywhere is refused in a sentence", (bytes) => {
    for (let length = 0; length < bytes.length; length++) {
      expect(problem(bytes.subarray(0, length))).toMatch(/\.$/);
    }
  });

  test("damaged in any way is taken or refused in a sentence, at once", () => {
    const whole = [mp4Clip(), webmClip(), mp4Clip({ inMovie: [mp4Track()] })];
    const damage = fc.record({
      of: fc.nat(whole.length - 1),
      bytes: fc.array(fc.tuple(fc.nat(800), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x80, 0xff))), {
        maxLength: 8,
      }),
      twice: fc.option(fc.tuple(fc.nat(800), fc.nat(800))),
    });
    fc.assert(
      fc.property(damage, ({ of, bytes, twice }) => {
        const damaged = Buffer.from(whole[of]!);
        for (const [at, value] of bytes) damaged[at % damaged.length] = value;
        const file = twice
          ? Buffer.concat([damaged.subarray(0, twice[0]), damaged.subarray(twice[1])])
          : damaged;
        expect(problem(file) ?? "Taken.").toMatch(/\.$/);
      }),
      { numRuns: 5000 },
    );
  });

  test("of nothing but boxes in boxes is refused at once", () => {
    const many = mp4Clip({ more: Array.from({ length: 100_000 }, () => box("free")) });
    expect(problem(many)).toBeNull();
    let deep = box("ilst");
    for (let depth = 0; depth < 100_000; depth += 1000) deep = box("udta", deep);
    expect(problem(mp4Clip({ inMovie: [deep] }))).toMatch(/“udta”/);
  });
});
