import { expect, test } from "vitest";
import { garbled } from "./garbled";

test.each([
  "Calotâ€™s",
  "MÃ¼ller",
  "37Â°C",
  "ÐŸÑ€Ð¸",
  "ï»¿Video",
  "M\ufffdller",
  "锟斤拷",
  "Å\u00a0arÅ«nas",
  "MiloÅ¡",
  "WaÅ‚Ä™sa",
])("%j was read in another encoding than it was written in", (text) => expect(garbled(text)).not.toBeNull());

test.each([
  "Calot’s",
  "Müller",
  "37 °C",
  "naïve café – „Ä“",
  "CÔTÉ»",
  "« été »",
  "résumé—”",
  "при",
  "胆囊三角",
  "ÀÉÎÕÜ",
  "«BÅ»",
  "«está»…",
  "Å\u00a0arbeide",
  "Ä–Ö",
  "5 Å±0,1",
])("%j is a text", (text) => expect(garbled(text)).toBeNull());
