import { t } from "@/lib/language/t";

/** What a CSV file that is not Unicode may be said to be written in, and how people are asked. */
export const encodingNames = {
  gb18030: t`Chinese, simplified (GBK, GB 18030)`,
  big5: t`Chinese, traditional (Big5)`,
  shift_jis: t`Japanese (Shift_JIS)`,
  "euc-jp": t`Japanese (EUC-JP)`,
  "euc-kr": t`Korean (EUC-KR)`,
  "windows-874": t`Thai (Windows-874)`,
  "windows-1250": t`Central European (Windows-1250)`,
  "windows-1251": t`Cyrillic (Windows-1251)`,
  "windows-1252": t`Western European (Windows-1252)`,
  "windows-1253": t`Greek (Windows-1253)`,
  "windows-1254": t`Turkish (Windows-1254)`,
  "windows-1255": t`Hebrew (Windows-1255)`,
  "windows-1256": t`Arabic (Windows-1256)`,
  "windows-1257": t`Baltic (Windows-1257)`,
  "windows-1258": t`Vietnamese (Windows-1258)`,
  "koi8-r": t`Cyrillic (KOI8-R)`,
  macintosh: t`Western European (Macintosh)`,
} as const;

export type Encoding = keyof typeof encodingNames;

export const ENCODINGS = Object.keys(encodingNames) as [Encoding, ...Encoding[]];

/** The encoding of a name, in any of the spellings that the web knows: `gbk`, `cp1252`, `sjis`; null for others. */
export function findEncoding(name: string): Encoding | null {
  let found: string;
  try {
    found = new TextDecoder(name.trim().replace(/^cp(?=\d)/i, "windows-")).encoding;
  } catch {
    return null;
  }
  return ENCODINGS.find((encoding) => encoding === (found === "gbk" ? "gb18030" : found)) ?? null;
}
