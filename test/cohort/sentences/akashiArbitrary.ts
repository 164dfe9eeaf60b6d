import fc from 'fast-check';
import type { Json } from '../random/randomCriteria.ts';

const range = fc.oneof(
  fc.record({
    Op: fc.constantFrom('lt', 'lte', 'gt', 'gte', 'eq', '!eq'),
    Value: fc.constantFrom(0, 2.5, 3, 100),
  }),
  fc.record({
    Op: fc.constantFrom('bt', '!bt'),
    Value: fc.constantFrom(1, 2),
    Extent: fc.constantFrom(5, 7.25),
  }),
);
const unit = fc.constantFrom({}, { Unit: 8576 }, { Unit: 9655 }, { Unit: 4711 });
const gap = fc.constantFrom({}, { GapDays: 0 }, { GapDays: 30 });
const materials = fc.uniqueArray(fc.constantFrom(2_100_000_101, 2_100_000_102, 12345), {
  minLength: 1,
  maxLength: 3,
});
const concepts = materials.map((ids) => ids.map((id) => ({ CONCEPT_ID: id })));

/** Definitions whose entry has filters of the `akashi` extension. */
export function withAkashi(): fc.Arbitrary<Json> {
  const drug = fc.record(
    {
      DailyDose: fc.tuple(range, unit).map(([a, b]) => ({ ...a, ...b })),
      CumulativeDose: fc.tuple(range, unit, gap).map(([a, b, c]) => ({ ...a, ...b, ...c })),
      TreatmentDuration: fc.tuple(range, gap).map(([a, b]) => ({ ...a, ...b })),
    },
    { requiredKeys: [] },
  );
  const device = fc.record(
    { Material: concepts, Coating: concepts, Diameter: range, Length: range },
    { requiredKeys: [] },
  );
  return fc
    .oneof(
      drug.map((akashi) => ({ DrugExposure: { CodesetId: 0, First: true, akashi } })),
      device.map((akashi) => ({ DeviceExposure: { CodesetId: 0, akashi } })),
    )
    .map((criterion) => ({
      ConceptSets: [{ id: 0, name: '薬 / Drug', expression: { items: [] } }],
      PrimaryCriteria: { CriteriaList: [criterion], ObservationWindow: { PriorDays: 0, PostDays: 0 } },
    }));
}
