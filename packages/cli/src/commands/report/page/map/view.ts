import type { Box } from './map-world.ts';

/** Which part of the map is seen: a place of the map lies at `x · scale + left`, `y · scale + top` on the screen. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

const margin = 24;

/** The view that shows all. */
export function wholeView({ left, top, right, bottom }: Box, width: number, height: number): View {
  const scale = Math.min(
    (width - 2 * margin) / Math.max(1, right - left),
    (height - 2 * margin) / Math.max(1, bottom - top),
    // Few songs do not become giants.
    34,
  );
  return {
    width,
    height,
    scale,
    left: width / 2 - (scale * (left + right)) / 2,
    top: height / 2 - (scale * (top + bottom)) / 2,
  };
}

export function onScreen(
  { x, y }: { readonly x: number; readonly y: number },
  { scale, left, top }: View,
): [number, number] {
  return [x * scale + left, y * scale + top];
}
