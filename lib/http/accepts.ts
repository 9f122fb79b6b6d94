/** Whether a browser can undo a packing (`br`, `gzip`), by what it says in Accept-Encoding. */
export function accepts(offered: string | string[] | undefined, packing: string): boolean {
  const noWeight = String.raw`(?!\s*;\s*q=0(?:\.0+)?(?:$|[\s,]))`;
  return new RegExp(`(?:^|[\\s,])${packing}${noWeight}(?:$|[\\s,;])`, "i").test(String(offered ?? ""));
}
