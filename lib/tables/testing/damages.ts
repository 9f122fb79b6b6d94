/** What can happen to a CSV file after it was written, at a place from 0 to 1. */
export const DAMAGES: Readonly<Record<string, (text: string, at: number, delimiter: string) => string>> = {
  "a quotation mark is lost": (text, at) => without(text, '"', at),
  "a quotation mark is added": (text, at) => into(text, '"', at),
  "a separator is lost": (text, at, delimiter) => without(text, delimiter, at),
  "a separator is added": (text, at, delimiter) => into(text, delimiter, at),
  "a line end is lost": (text, at) => without(text, "\n", at),
  "a line end is added": (text, at) => into(text, "\n", at),
  "the end is lost": (text, at) => text.slice(0, Math.floor(text.length * at)),
  "the text is read as Windows-1252 and stored": (text) =>
    new TextDecoder("windows-1252").decode(Buffer.from(text)),
};

function into(text: string, what: string, at: number): string {
  const index = Math.floor(text.length * at);
  return text.slice(0, index) + what + text.slice(index);
}

function without(text: string, what: string, at: number): string {
  const places = [...text.matchAll(new RegExp(what.replace("|", "\\|"), "g"))].map(({ index }) => index);
  const index = places[Math.floor(places.length * at)];
  return index === undefined ? text : text.slice(0, index) + text.slice(index + what.length);
}
