/** How tall a chart without rows is at a width: wide places hold taller ones, but never a whole screen. */
export function chartHeight(width: number): number {
  return Math.round(Math.min(360, Math.max(190, width * 0.42)));
}
