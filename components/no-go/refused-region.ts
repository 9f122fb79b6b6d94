/** Which region was refused, and why: of a field that a service names `noGo.0` or `reference.noGo.0`. */
export function refusedRegion(
  refused: { readonly field: string | null; readonly problem: string } | null,
): { readonly index: number; readonly problem: string } | null {
  const index = refused?.field?.match(/(?:^|\.)noGo\.(\d+)/)?.[1];
  return refused && index !== undefined ? { index: Number(index), problem: refused.problem } : null;
}
