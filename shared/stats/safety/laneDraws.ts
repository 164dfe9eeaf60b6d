import { LANES } from './laneCounts.ts';

const WORD = 2 ** 32;

/**
 * A word for each of `size` persons whose bits are 1 with a probability, each by itself. A bit is a uniform number of 32
 * binary digits compared with the probability from the first digit on; all bits of a word are drawn together, and only
 * until every one is decided: six or seven random words instead of 32.
 */
export function drawIndependent(words: Int32Array, probability: number, random: () => number): void {
  const limit = Math.round(probability * WORD);
  if (limit <= 0 || limit >= WORD) {
    words.fill(limit <= 0 ? 0 : -1);
    return;
  }
  for (let person = 0; person < words.length; person++) {
    let below = 0;
    let undecided = -1;
    for (let digit = LANES - 1; digit >= 0 && undecided !== 0; digit--) {
      const drawn = random() * WORD;
      if ((limit >>> digit) & 1) {
        below |= undecided & ~drawn;
        undecided &= drawn;
      } else undecided &= ~drawn;
    }
    words[person] = below;
  }
}

/** The same with as many ones in every bit position as `drawn` has, which is shuffled. */
export function drawShuffled(words: Int32Array, drawn: Uint8Array, random: () => number): void {
  words.fill(0);
  for (let lane = 0; lane < LANES; lane++) {
    shuffle(drawn, random);
    for (let person = 0; person < words.length; person++) {
      if (drawn[person] === 1) words[person] = (words[person] as number) | (1 << lane);
    }
  }
}

function shuffle(values: Uint8Array, random: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const value = values[i] as number;
    values[i] = values[j] as number;
    values[j] = value;
  }
}
