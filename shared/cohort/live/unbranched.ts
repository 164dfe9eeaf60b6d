/** The larger of two whole numbers that are less than 2³¹ apart, without a branch. */
export function larger(a: number, b: number): number {
  const difference = (a - b) | 0;
  return (a - (difference & (difference >> 31))) | 0;
}

/** The smaller of two whole numbers that are less than 2³¹ apart, without a branch. */
export function smaller(a: number, b: number): number {
  const difference = (a - b) | 0;
  return (b + (difference & (difference >> 31))) | 0;
}
