/** Words of bits, 32 persons or events each: from `from` up to `to`. */
export interface WordRange {
  readonly from: number;
  readonly to: number;
}
