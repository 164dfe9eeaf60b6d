import { sortOrder } from '../numeric/sortOrder.ts';

/** Marks that a reader or algorithm put on images: their scores, and the lesion each one hits (-1 = none). */
export interface FrocMarks {
  readonly score: Float64Array;
  /** Code 0… of the lesion hit, unique over all images. */
  readonly lesion: Int32Array;
}

/** Lesion localisation against false positives per image, from the highest threshold down. */
export interface FrocCurve {
  readonly threshold: Float64Array;
  readonly sensitivity: Float64Array;
  readonly falsePositivesPerImage: Float64Array;
}

/** Free-response ROC curve; a lesion hit by several marks counts once (Chakraborty, 1989). */
export function frocCurve(marks: FrocMarks, lesions: number, images: number): FrocCurve {
  const order = sortOrder(marks.score).reverse();
  const hit = new Set<number>();
  const threshold: number[] = [];
  const sensitivity: number[] = [];
  const falsePositives: number[] = [];
  let wrong = 0;
  for (let k = 0; k < order.length; ) {
    const value = marks.score[order[k] as number] as number;
    for (; k < order.length && marks.score[order[k] as number] === value; k++) {
      const lesion = marks.lesion[order[k] as number] as number;
      if (lesion >= 0) hit.add(lesion);
      else wrong++;
    }
    threshold.push(value);
    sensitivity.push(hit.size / lesions);
    falsePositives.push(wrong / images);
  }
  return {
    threshold: Float64Array.from(threshold),
    sensitivity: Float64Array.from(sensitivity),
    falsePositivesPerImage: Float64Array.from(falsePositives),
  };
}
