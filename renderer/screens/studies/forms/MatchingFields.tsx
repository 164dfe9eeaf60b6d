import type { Adjustment } from '../../../../shared/study/specification/comparisonSpecification.ts';
import { Choice } from '../../../components/Choice.tsx';
import { Term } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { NumberInput } from '../../builder/fields/NumberInput.tsx';
import { Field } from './Field.tsx';

const scales = ['standardisedLogit', 'standardised', 'propensity'] as const;
const orders = ['closest', 'largest', 'smallest', 'data'] as const;

/** How pairs are made: how many, how near on which scale, and who chooses first. */
export function MatchingFields({
  matching,
  set,
}: {
  readonly matching: Adjustment['matching'];
  readonly set: (path: readonly string[], value: unknown) => void;
}) {
  const { t } = useTexts();
  return (
    <>
      <Field label={t('studies.form.ratio')}>
        <NumberInput
          label={t('studies.form.ratio')}
          value={matching.ratio}
          whole
          least={0}
          onChange={(value) => set(['adjustment', 'matching', 'ratio'], value)}
        />
      </Field>
      <Field label={<Term id="caliper" />}>
        <NumberInput
          label={t('term.caliper')}
          value={matching.caliper}
          whole={false}
          least={0}
          onChange={(value) => set(['adjustment', 'matching', 'caliper'], value)}
        />
      </Field>
      <Field label={t('studies.form.matchingScale')}>
        <Choice
          label={t('studies.form.matchingScale')}
          value={matching.scale}
          onChange={(scale) => set(['adjustment', 'matching', 'scale'], scale)}
          options={scales.map((id) => ({ id, label: t(`studies.form.matchingScale.${id}`) }))}
        />
      </Field>
      <Field label={t('studies.form.matchingOrder')}>
        <Choice
          label={t('studies.form.matchingOrder')}
          value={matching.order}
          onChange={(order) => set(['adjustment', 'matching', 'order'], order)}
          options={orders.map((id) => ({ id, label: t(`studies.form.matchingOrder.${id}`) }))}
        />
      </Field>
    </>
  );
}
