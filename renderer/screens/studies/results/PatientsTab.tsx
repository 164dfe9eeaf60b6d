import UsersRound from 'lucide-react/icons/users-round';
import { useEffect } from 'react';
import { percentText } from '../../../../shared/report/study/effectText.ts';
import type { PatientProfile, PatientsLike } from '../../../../shared/study/result/comparisonResult.ts';
import type { SubgroupSpecification } from '../../../../shared/study/specification/comparisonSpecification.ts';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { FailurePanel } from '../../../components/FailurePanel.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { CountValue } from '../../../components/Provenance.tsx';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { TermHelp } from '../../../components/Term.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { anyPatient, findPatientsLike } from '../../../state/studyRuns.ts';
import { NumberInput } from '../../builder/fields/NumberInput.tsx';
import type { FormProps } from '../forms/formProps.ts';
import { PatientCurves } from './PatientCurves.tsx';
import { ResultFrame, type Shown } from './ResultFrame.tsx';

/** Who is like one patient, on each treatment, and what became of them. */
export function PatientsTab(props: FormProps) {
  return <ResultFrame study={props.study}>{(shown) => <Patients {...props} shown={shown} />}</ResultFrame>;
}

type PatientsProps = FormProps & { readonly shown: Shown };

function Patients(props: PatientsProps) {
  const app = useApp();
  const { t } = useTexts();
  const { study, shown } = props;
  const hash = shown.result.studyHash;
  const asked = useAppState(({ studyWork }) => studyWork.patients[study.id]);
  const isReady = useAppState((state) => state.host.state === 'ready');
  const profile = asked?.profile ?? anyPatient;
  const isOld = asked === undefined || asked.hash !== hash;
  useEffect(() => {
    if (isOld && isReady) void findPatientsLike(app, study.id, hash, profile);
  }, [app, study.id, hash, isOld, isReady, profile]);
  const set = (patch: Partial<PatientProfile>) =>
    void findPatientsLike(app, study.id, hash, { ...profile, ...patch });
  return (
    <>
      <Profile {...props} profile={profile} set={set} />
      {asked?.failure && (
        <FailurePanel
          failure={asked.failure}
          retry={() => void findPatientsLike(app, study.id, hash, profile)}
        />
      )}
      {asked?.value ? (
        <div className={asked.loading ? 'study-stack dim' : 'study-stack'}>
          <Found {...props} found={asked.value} />
          <PatientCurves shown={shown} found={asked.value} />
        </div>
      ) : (
        asked?.loading && <p className="loading">{t('state.loading')}</p>
      )}
    </>
  );
}

interface ProfileProps {
  readonly profile: PatientProfile;
  readonly set: (patch: Partial<PatientProfile>) => void;
}

/** The selectors: age, sex, and whatever backgrounds the study names. */
function Profile({ form, shown, profile, set }: PatientsProps & ProfileProps) {
  const { t, own } = useTexts();
  const others = form.subgroups.filter(({ kind }) => kind !== 'sex' && kind !== 'age');
  return (
    <Panel
      title={t('studies.patients.profile')}
      aside={t('studies.patients.profileAside')}
      actions={
        <Button kind="quiet" onPress={() => set({ ageFrom: null, ageTo: null, sex: null, categories: {} })}>
          {t('studies.patients.clear')}
        </Button>
      }
    >
      <div className="study-fields">
        <div className="field">
          <span>{t('studies.patients.age')}</span>
          <span className="study-range">
            <NumberInput
              label={t('studies.patients.ageFrom')}
              value={profile.ageFrom}
              whole
              least={0}
              optional
              onChange={(ageFrom) => set({ ageFrom })}
            />
            –
            <NumberInput
              label={t('studies.patients.ageTo')}
              value={profile.ageTo}
              whole
              least={0}
              optional
              onChange={(ageTo) => set({ ageTo })}
            />
          </span>
        </div>
        <div className="field">
          <span>{t('chart.sex.title')}</span>
          <Segments<'any' | 'male' | 'female'>
            label={t('chart.sex.title')}
            value={profile.sex ?? 'any'}
            onChange={(sex) => set({ sex: sex === 'any' ? null : sex })}
            options={[
              { id: 'any', label: t('studies.patients.any') },
              { id: 'male', label: t('chart.sex.male') },
              { id: 'female', label: t('chart.sex.female') },
            ]}
          />
        </div>
        {others.map((subgroup) => (
          <div className="field" key={subgroup.id}>
            <span>{own(subgroup.name)}</span>
            <Choice
              label={own(subgroup.name)}
              value={profile.categories[subgroup.id] ?? ''}
              onChange={(category) => {
                const { [subgroup.id]: _, ...rest } = profile.categories;
                set({ categories: category === '' ? rest : { ...rest, [subgroup.id]: category } });
              }}
              options={[
                { id: '', label: t('studies.patients.any') },
                ...categoriesOf(subgroup, shown).map(({ id, name }) => ({ id, label: own(name) })),
              ]}
            />
          </div>
        ))}
      </div>
      {others.length === 0 && <p className="hint">{t('studies.patients.noBackground')}</p>}
    </Panel>
  );
}

/** A background's strata as the result names them. */
function categoriesOf(subgroup: SubgroupSpecification, { result }: Shown) {
  const found = result.pairs
    .flatMap(({ outcomes }) => outcomes)
    .flatMap(({ estimates }) => estimates?.subgroups ?? [])
    .find(({ id }) => id === subgroup.id);
  if (found) return found.categories;
  if (subgroup.kind === 'history') {
    return [
      { id: 'with', name: 'あり / With' },
      { id: 'without', name: 'なし / Without' },
    ];
  }
  if (subgroup.kind === 'sex') return [];
  return [...subgroup.breaks, null].map((to, i) => ({
    id: `band${i}`,
    name: bandName(subgroup.breaks[i - 1] ?? null, to),
  }));
}

function bandName(from: number | null, to: number | null): string {
  if (from === null) return `< ${to}`;
  return to === null ? `≥ ${from}` : `${from}–${to}`;
}

function Found({ shown, found, study }: PatientsProps & { readonly found: PatientsLike }) {
  const { t, locale, own, number } = useTexts();
  const outcome = shown.outcome?.outcome;
  const run = useAppState(({ studyWork }) => studyWork.runs[study.id]?.result);
  const nameOf = (id: string) =>
    own(run?.pairs.flatMap(({ outcomes }) => outcomes).find((one) => one.outcome === id)?.name ?? id);
  const columns = found.arms[0]?.risks ?? [];
  const label = t('studies.tab.patients');
  if (found.arms.every(({ persons }) => persons === 0)) {
    return (
      <div className="panel">
        <EmptyState
          icon={UsersRound}
          title={t('studies.patients.nobody')}
          text={t('studies.patients.nobodyText')}
        />
      </div>
    );
  }
  return (
    <Panel title={label} aside={<TermHelp id="positivity" />}>
      <ScrollRegion className="table-scroll" label={t('table.scroll', { table: label })}>
        <table className="data study-patients" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{t('study.arm')}</th>
              <th scope="col" className="end">
                {t('studies.patients.alike')}
              </th>
              {columns.map(({ outcome: id, horizon }) => (
                <th key={`${id} ${horizon}`} scope="col" className={`end${id === outcome ? ' strong' : ''}`}>
                  {t('studies.patients.risk', { outcome: nameOf(id), day: number(horizon) })}
                </th>
              ))}
              <th scope="col" className="end">
                {t('studies.tab.overlap')}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.arms.map(({ arm, name, persons, overlap, risks }) => {
              const silent = found.blinded.length === 0 && risks.every(({ risk }) => risk === null);
              return (
                <tr key={arm}>
                  <th scope="row">{own(name)}</th>
                  <td className="end num">
                    <CountValue count={persons} label={own(name)} />
                  </td>
                  {silent ? (
                    <td colSpan={Math.max(1, risks.length)} className="study-silent">
                      {t('studies.tooFew')}
                    </td>
                  ) : (
                    risks.map(({ outcome: id, horizon, risk }) => (
                      <td key={`${id} ${horizon}`} className="end num">
                        {risk
                          ? `${percentText(locale, risk.estimate)} (${percentText(locale, risk.lower)}–${percentText(locale, risk.upper)})`
                          : t(found.blinded.includes(id) ? 'studies.blindedShort' : 'studies.tooFew')}
                      </td>
                    ))
                  )}
                  <td className="end">
                    <span className={`overlap-${overlap}`}>{t(`studies.patients.overlap.${overlap}`)}</span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="caption">{t('studies.patients.caution')}</p>
    </Panel>
  );
}
