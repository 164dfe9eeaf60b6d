import ShieldAlert from 'lucide-react/icons/shield-alert';
import { afterIndexAxes } from '../../../../shared/study/specification/axisCategories.ts';
import { Panel } from '../../../components/Panel.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { Term } from '../../../components/Term.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { NumberInput } from '../../builder/fields/NumberInput.tsx';
import { Field } from './Field.tsx';
import { type FormProps, useStudySetters } from './formProps.ts';

type Kind = 'none' | 'landmark' | 'cloneCensorWeight';

/** How arms that are told apart only after index are kept from immortal time. Nothing where none is. */
export function GuardForm(props: FormProps) {
  const { t, own } = useTexts();
  const { set } = useStudySetters(props, 'arms');
  const { form } = props;
  const axes = new Set(form.arms.flatMap((arm) => afterIndexAxes(form, arm).map(({ name }) => own(name))));
  const guard = form.immortalTime;
  if (axes.size === 0 && guard === null) return null;
  const kind: Kind = guard?.kind ?? 'none';
  return (
    <Panel title={t('studies.guard.title')} aside={<Term id="immortalTime" />}>
      <p className="study-warning">
        <ShieldAlert size={15} aria-hidden />
        {axes.size > 0
          ? t('studies.guard.why', { axes: [...axes].join(t('studies.listJoin')) })
          : t('studies.guard.notNeeded')}
      </p>
      <div className="study-fields">
        <Field label={t('studies.guard.how')}>
          <Segments<Kind>
            label={t('studies.guard.how')}
            value={kind}
            onChange={(next) =>
              set(
                ['immortalTime'],
                next === 'none'
                  ? undefined
                  : next === 'landmark'
                    ? { kind: next, day: 90 }
                    : { kind: next, graceDays: 90 },
              )
            }
            options={[
              { id: 'none', label: t('studies.guard.none') },
              { id: 'landmark', label: t('term.landmark') },
              { id: 'cloneCensorWeight', label: t('term.cloneCensorWeight') },
            ]}
          />
        </Field>
        {guard?.kind === 'landmark' && (
          <Field label={<Term id="landmark">{t('studies.guard.day')}</Term>}>
            <NumberInput
              label={t('studies.guard.day')}
              value={guard.day}
              whole
              least={1}
              onChange={(day) => set(['immortalTime', 'day'], day)}
            />
          </Field>
        )}
        {guard?.kind === 'cloneCensorWeight' && (
          <Field label={<Term id="cloneCensorWeight">{t('studies.guard.grace')}</Term>}>
            <NumberInput
              label={t('studies.guard.grace')}
              value={guard.graceDays}
              whole
              least={1}
              onChange={(days) => set(['immortalTime', 'graceDays'], days)}
            />
          </Field>
        )}
      </div>
      {guard && <p className="hint">{t(`studies.guard.${guard.kind}`)}</p>}
    </Panel>
  );
}
