import type { Size } from "@/lib/domain/geometry";

/**
 * A bitmap (row by row, 1 and 0) without its specks: pieces of fewer pixels than `least`, where a piece is what hangs
 * together by pixels' sides.
 */
export function withoutSpecks(bitmap: Uint8Array, { width }: Size, least: number): Uint8Array {
  const left = Uint8Array.from(bitmap);
  const kept = new Uint8Array(bitmap.length);
  for (let start = left.indexOf(1); start >= 0; start = left.indexOf(1, start)) {
    const piece = takePiece(left, width, start);
    if (piece.length >= least) for (const at of piece) kept[at] = 1;
  }
  return kept;
}

/** The pixels that hang together with one, taken out of the bitmap. */
function takePiece(left: Uint8Array, width: number, start: number): number[] {
  const piece = [start];
  left[start] = 0;
  for (let next = 0; next < piece.length; next += 1) {
    const at = piece[next]!;
    const x = at % width;
    const beside = [at - width, at + width, ...(x > 0 ? [at - 1] : []), ...(x < width - 1 ? [at + 1] : [])];
    for (const to of beside) {
      if (left[to] !== 1) continue;
      left[to] = 0;
      piece.push(to);
    }
  }
  return piece;
}
