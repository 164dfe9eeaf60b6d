import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import { freeId } from '../../../state/studyForm.ts';
import { TextInput } from '../../builder/fields/TextInput.tsx';
import { ConceptPicker } from '../../concepts/ConceptPicker.tsx';
import { asItem, bilingualName, ConceptItems, domainOf } from './ConceptItems.tsx';
import { type FormProps, useStudySetters } from './formProps.ts';
import { NumberList } from './NumberList.tsx';
import { WindowChoice } from './WindowChoice.tsx';

/** Backgrounds by which effects are looked at and patients are described: symptoms, lesions, complications, drugs. */
export function SubgroupForm(props: FormProps) {
  const { t, own } = useTexts();
  const { add, remove, setIn } = useStudySetters(props, 'subgroups');
  const [picking, setPicking] = useState<'history' | 'value' | null>(null);
  const released = useAppState((state) => state.release !== null && state.host.state === 'ready');
  const { subgroups } = props.form;
  const has = (kind: 'sex' | 'age') => subgroups.some((one) => one.kind === kind);
  return (
    <Panel
      title={t('studies.form.subgroups')}
      aside={t('studies.form.subgroupsAside', { count: subgroups.length })}
    >
      <ul className="study-members" aria-label={t('studies.form.subgroups')}>
        {subgroups.map((subgroup) => {
          const name = own(subgroup.name);
          return (
            <li key={subgroup.id} className="study-member">
              <TextInput
                label={t('studies.form.nameOf', { name })}
                value={subgroup.name}
                onChange={(next) => next !== '' && setIn('subgroups', subgroup.id, ['name'], next)}
              />
              <span className="quiet">{t(`studies.form.subgroup.${subgroup.kind}`)}</span>
              {'breaks' in subgroup && (
                <NumberList
                  label={t('studies.form.breaksOf', { name })}
                  value={subgroup.breaks}
                  onChange={(breaks) => setIn('subgroups', subgroup.id, ['breaks'], breaks)}
                />
              )}
              {'window' in subgroup && (
                <WindowChoice
                  label={t('studies.form.windowOf', { name })}
                  value={subgroup.window}
                  onChange={(window) => setIn('subgroups', subgroup.id, ['window'], window)}
                />
              )}
              {'concepts' in subgroup && (
                <ConceptItems
                  label={t('studies.form.conceptsOf', { name })}
                  domain={subgroup.domain}
                  items={subgroup.concepts}
                  optional={false}
                  onChange={(concepts) => setIn('subgroups', subgroup.id, ['concepts'], concepts)}
                />
              )}
              <Button
                kind="quiet"
                icon={Trash2}
                aria-label={t('studies.form.remove', { name })}
                onPress={() => remove('subgroups', subgroup.id)}
              />
            </li>
          );
        })}
      </ul>
      <div className="study-adders">
        {(['history', 'value'] as const).map((kind) => (
          <Button key={kind} icon={Plus} isDisabled={!released} onPress={() => setPicking(kind)}>
            {t(`studies.form.addSubgroup.${kind}`)}
          </Button>
        ))}
        <Button
          icon={Plus}
          isDisabled={has('age')}
          onPress={() =>
            add('subgroups', {
              kind: 'age',
              id: freeId('age', subgroups),
              name: '年齢 / Age',
              breaks: [65, 75],
            })
          }
        >
          {t('studies.form.subgroup.age')}
        </Button>
        <Button
          icon={Plus}
          isDisabled={has('sex')}
          onPress={() => add('subgroups', { kind: 'sex', id: freeId('sex', subgroups), name: '性別 / Sex' })}
        >
          {t('studies.form.subgroup.sex')}
        </Button>
      </div>
      {picking && (
        <ConceptPicker
          title={t(`studies.form.addSubgroup.${picking}`)}
          multiple={picking === 'history'}
          {...(picking === 'value' ? { domain: 'Measurement' } : {})}
          onClose={() => setPicking(null)}
          onPick={(concepts) => {
            setPicking(null);
            const [first] = concepts;
            if (!first) return;
            const domain = picking === 'value' ? 'measurement' : domainOf(first);
            add('subgroups', {
              kind: picking,
              id: freeId(picking, subgroups),
              name: bilingualName(first),
              window: 'anyTime',
              domain,
              concepts: concepts.map(({ id }) => asItem(id)),
              ...(picking === 'value' ? { breaks: [1] } : {}),
            });
          }}
        />
      )}
    </Panel>
  );
}
