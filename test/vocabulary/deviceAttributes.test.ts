import { expect, test } from 'vitest';
import {
  deviceAttributeConcept,
  deviceAttributeConcepts,
  deviceCoatingConcept,
  deviceMaterialConcept,
} from '../../shared/vocabulary/deviceAttributes.ts';

test('every device attribute and value has one concept in the local range', () => {
  const ids = deviceAttributeConcepts.map(({ conceptId }) => conceptId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => id >= 2_100_000_000 && id < 2 ** 31)).toBe(true);
  expect(ids.toSorted()).toEqual(
    [deviceAttributeConcept, deviceMaterialConcept, deviceCoatingConcept].flatMap(Object.values).toSorted(),
  );
});
