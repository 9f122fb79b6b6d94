import { locale } from "./language";

const formats = new Map<string, Intl.NumberFormat>();

/** How the language of this installation writes numbers. Making a format takes far longer than using it: each is kept. */
export function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale()} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale(), options);
    formats.set(key, format);
  }
  return format;
}
