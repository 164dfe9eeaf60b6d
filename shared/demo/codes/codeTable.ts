/** One code with its names; `kana` is the reading, null where the Japanese name is kana already or none is given. */
export interface CodedName {
  readonly code: string;
  readonly ja: string;
  readonly en: string;
  readonly kana: string | null;
}

/** Reads lines of `code|Japanese|English|kana`; blank lines are skipped. @throws RangeError on a line with fewer than 3 fields */
export function codeTable(text: string): readonly CodedName[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [code, ja, en, kana] = line.trim().split('|');
      if (!code || !ja || !en) throw new RangeError(`code table line: ${line}`);
      return { code, ja, en, kana: kana ?? null };
    });
}
