import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import type { TimeAtRisk } from '../../../../shared/study/specification/comparisonSpecification.ts';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Term, TermHelp } from '../../../components/Term.tsx';
import { Toggle } from '../../../components/Toggle.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { freeId } from '../../../state/studyForm.ts';
import { NumberInput } from '../../builder/fields/NumberInput.tsx';
import { TextInput } from '../../builder/fields/TextInput.tsx';
import { Field } from './Field.tsx';
import { type FormProps, useStudySetters } from './formProps.ts';
import { NumberList } from './NumberList.tsx';

/** Usual windows, offered whole. */
const presets = {
  intentionToTreat: {
    name: 'ITT（1 年） / Intention to treat (1 year)',
    start: { anchor: 'index', days: 1 },
    end: { anchor: 'index', days: 365 },
  },
  onTreatment: {
    name: '服用中＋30 日 / On treatment + 30 days',
    start: { anchor: 'index', days: 1 },
    end: { anchor: 'cohortEnd', days: 30 },
    censorAtSwitch: true,
  },
  allFollowUp: {
    name: '観察終了まで / Until observation ends',
    start: { anchor: 'index', days: 1 },
    end: { anchor: 'observationEnd', days: 0 },
  },
} as const;
type Preset = keyof typeof presets;

/** From when to when outcomes count, and at which days risks are told. */
export function TimesAtRiskForm(props: FormProps) {
  const { t } = useTexts();
  const { add, set } = useStudySetters(props, 'followUp');
  const { timesAtRisk, horizons, pieces } = props.form;
  return (
    <Panel title={t('studies.risk.title')} aside={<TermHelp id="timeAtRisk" />}>
      <ul className="study-members" aria-label={t('studies.risk.title')}>
        {timesAtRisk.map((one) => (
          <Window key={one.id} {...props} time={one} />
        ))}
      </ul>
      <div className="study-adders">
        {(Object.keys(presets) as Preset[]).map((id) => (
          <Button
            key={id}
            icon={Plus}
            onPress={() => add('timesAtRisk', { id: freeId('followUp', timesAtRisk), ...presets[id] })}
          >
            {t(`studies.risk.${id}`)}
          </Button>
        ))}
      </div>
      <div className="study-fields">
        <Field label={t('studies.risk.horizons')}>
          <NumberList
            label={t('studies.risk.horizons')}
            value={horizons}
            onChange={(days) => set(['horizons'], days)}
          />
        </Field>
        <Field label={<Term id="proportionalHazards">{t('studies.risk.pieces')}</Term>}>
          <NumberList
            label={t('studies.risk.pieces')}
            value={pieces}
            optional
            onChange={(days) => set(['pieces'], days)}
          />
        </Field>
      </div>
    </Panel>
  );
}

function Window({ time, ...props }: FormProps & { readonly time: TimeAtRisk }) {
  const { t, own } = useTexts();
  const { setIn, remove } = useStudySetters(props, 'followUp');
  const name = own(time.name);
  const put = (key: readonly string[], value: unknown) => setIn('timesAtRisk', time.id, key, value);
  const anchors = { start: ['index', 'cohortEnd'], end: ['index', 'cohortEnd', 'observationEnd'] } as const;
  return (
    <li className="study-member">
      <TextInput
        label={t('studies.form.nameOf', { name })}
        value={time.name}
        onChange={(next) => next !== '' && put(['name'], next)}
      />
      {(['start', 'end'] as const).map((side) => (
        <span key={side} className="study-range">
          <span className="quiet">{t(`studies.risk.${side}`)}</span>
          <Choice
            label={t(`studies.risk.${side}Of`, { name })}
            value={time[side].anchor as string}
            onChange={(anchor) => put([side, 'anchor'], anchor)}
            options={anchors[side].map((id) => ({ id: id as string, label: t(`studies.risk.anchor.${id}`) }))}
          />
          +
          <NumberInput
            label={t(`studies.risk.${side}Days`, { name })}
            value={time[side].days}
            whole
            onChange={(days) => put([side, 'days'], days)}
          />
          {t('studies.risk.days')}
        </span>
      ))}
      <Toggle
        label={t('studies.risk.censorAtSwitch')}
        on={time.censorAtSwitch}
        onChange={(on) => put(['censorAtSwitch'], on)}
      />
      <Button
        kind="quiet"
        icon={Trash2}
        aria-label={t('studies.form.remove', { name })}
        onPress={() => remove('timesAtRisk', time.id)}
      />
    </li>
  );
}
