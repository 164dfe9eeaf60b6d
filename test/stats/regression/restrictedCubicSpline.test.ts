import { expect, test } from 'vitest';
import {
  restrictedCubicSpline,
  splineKnots,
} from '../../../shared/stats/regression/restrictedCubicSpline.ts';

/** Numbers of R 4.2.2, Hmisc::rcspline.eval(x, knots, inclx = TRUE, norm = 2). */
test('columns are those of rcspline.eval', () => {
  const x = [0, 1, 2.5, 3, 5, 8, 10];
  const columns = restrictedCubicSpline(x, [1, 3, 5, 8]);
  const inR = [
    x,
    [0, 0, 0.0688775510204, 0.1632653061224, 1.3061224489796, 5.7142857142857, 9.1428571428571],
    [0, 0, 0, 0, 0.163265306122, 1.632653061224, 2.857142857143],
  ];
  expect(columns).toHaveLength(3);
  columns.forEach((column, j) => {
    for (const [i, value] of column.entries()) expect(value).toBeCloseTo(inR[j]?.[i] as number, 11);
  });
});

test('knots are where rcspline.eval puts them', () => {
  const y = Array.from({ length: 200 }, (_, i) => (i + 1) ** 1.3);
  const inR: Readonly<Record<number, readonly number[]>> = {
    3: [52.0244837519, 400.6987396884, 855.3976669418],
    5: [22.4529066802, 186.1532178972, 400.6987396884, 646.9175733508, 917.3358099916],
    7: [
      10.2164357521, 111.1743798711, 245.7173229083, 400.6987396884, 571.1915741576, 754.451669519,
      948.6749361932,
    ],
  };
  for (const [count, knots] of Object.entries(inR)) {
    for (const [i, knot] of splineKnots(y, Number(count)).entries())
      expect(knot).toBeCloseTo(knots[i] as number, 8);
  }
  expect(splineKnots([1, 1, 1, 1, 1, 2], 3)).toEqual([1, 1.5]);
});
