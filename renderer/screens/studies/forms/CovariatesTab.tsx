import type { TermId } from '../../../../shared/i18n/glossaryTerms.ts';
import type {
  Adjustment,
  CovariateDomain,
} from '../../../../shared/study/specification/comparisonSpecification.ts';
import { CheckMark } from '../../../components/CheckMark.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { Term } from '../../../components/Term.tsx';
import { Toggle } from '../../../components/Toggle.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { NumberInput } from '../../builder/fields/NumberInput.tsx';
import { ConceptItems } from './ConceptItems.tsx';
import { ExcludedCovariates } from './ExcludedCovariates.tsx';
import { Field } from './Field.tsx';
import { type FormProps, useStudySetters } from './formProps.ts';
import { MatchingFields } from './MatchingFields.tsx';
import { SourceMembers } from './SourceMembers.tsx';
import { covariateWindows, WindowChoice } from './WindowChoice.tsx';

const domains: readonly CovariateDomain[] = [
  'demographics',
  'conditionGroup',
  'condition',
  'drugGroup',
  'drug',
  'procedure',
  'device',
  'measurement',
  'measurementValue',
  'observation',
  'visit',
  'score',
];

/** What makes the arms comparable: which covariates, and what is done with them. */
export function CovariatesTab(props: FormProps) {
  return (
    <div className="study-stack">
      <div className="study-two">
        <Families {...props} />
        <AdjustmentForm {...props} />
      </div>
      <Picked {...props} />
      <ExcludedCovariates {...props} />
    </div>
  );
}

function Families(props: FormProps) {
  const { t, number } = useTexts();
  const { set } = useStudySetters(props, 'covariates');
  const { covariates } = props.form;
  const toggled = <T extends string>(all: readonly T[], chosen: readonly T[], one: T, on: boolean) =>
    all.filter((id) => (id === one ? on : chosen.includes(id)));
  return (
    <Panel title={t('studies.form.families')} aside={t('studies.form.familiesAside')}>
      <div className="study-checks">
        {domains.map((domain) => (
          <span key={domain} className="study-check">
            <CheckMark
              label={t(`study.domain.${domain}`)}
              checked={covariates.domains.includes(domain)}
              onChange={(on) =>
                set(['covariates', 'domains'], toggled(domains, covariates.domains, domain, on))
              }
            />
            {t(`study.domain.${domain}`)}
          </span>
        ))}
      </div>
      <div className="study-fields">
        <Field label={<Term id="lookback">{t('studies.form.windows')}</Term>} wide>
          <div className="study-checks">
            {covariateWindows.map((window) => (
              <span key={window} className="study-check">
                <CheckMark
                  label={t(`study.window.${window}`)}
                  checked={covariates.windows.includes(window)}
                  onChange={(on) =>
                    set(['covariates', 'windows'], toggled(covariateWindows, covariates.windows, window, on))
                  }
                />
                {t(`study.window.${window}`)}
              </span>
            ))}
          </div>
        </Field>
        <Field label={t('studies.form.minimumPersons')}>
          <NumberInput
            label={t('studies.form.minimumPersons')}
            value={covariates.minimumPersons}
            whole
            least={1}
            onChange={(value) => set(['covariates', 'minimumPersons'], value)}
          />
        </Field>
        <Field label={t('studies.form.proxies')}>
          <Toggle
            label={t('studies.form.proxiesDefinitions')}
            on={covariates.excludeProxies.definitions}
            onChange={(on) => set(['covariates', 'excludeProxies', 'definitions'], on)}
          />
        </Field>
        <Field
          label={t('studies.form.proxiesCorrelation', {
            limit: number(covariates.excludeProxies.correlation),
          })}
        >
          <NumberInput
            label={t('studies.form.proxiesCorrelation', {
              limit: number(covariates.excludeProxies.correlation),
            })}
            value={covariates.excludeProxies.correlation}
            whole={false}
            least={0}
            onChange={(value) => set(['covariates', 'excludeProxies', 'correlation'], value)}
          />
        </Field>
        <Field label={t('studies.form.excludedConcepts')} wide>
          <ConceptItems
            label={t('studies.form.excludedConcepts')}
            items={covariates.exclude}
            onChange={(items) => set(['covariates', 'exclude'], items)}
          />
        </Field>
      </div>
    </Panel>
  );
}

const methods = ['none', 'matching', 'stratification', 'weighting', 'standardisation'] as const;
const methodTerms: Partial<Readonly<Record<Adjustment['method'], TermId>>> = {
  matching: 'matching',
  stratification: 'stratification',
  weighting: 'iptw',
  standardisation: 'standardization',
};
const trims = {
  none: { kind: 'none' },
  symmetric: { kind: 'symmetric', bound: 0.1 },
  optimal: { kind: 'optimal' },
  asymmetric: { kind: 'asymmetric', fraction: 0.05 },
  equipoise: { kind: 'equipoise', lower: 0.3, upper: 0.7 },
} as const;

function AdjustmentForm(props: FormProps) {
  const { t } = useTexts();
  const { set } = useStudySetters(props, 'adjustment');
  const { adjustment, outcomeModel, thresholds } = props.form;
  const { method } = adjustment;
  return (
    <Panel title={t('studies.form.adjustment')} aside={<AdjustmentHelp method={method} />}>
      <div className="study-fields">
        <Field label={t('studies.form.method')}>
          <Choice
            label={t('studies.form.method')}
            value={method}
            onChange={(next) => set(['adjustment', 'method'], next)}
            options={methods.map((id) => ({ id, label: t(`study.method.${id}`) }))}
          />
        </Field>
        <Field label={<Term id="estimand" />}>
          <Segments
            label={t('term.estimand')}
            value={adjustment.estimand}
            onChange={(next) => set(['adjustment', 'estimand'], next)}
            options={(['ATE', 'ATT', 'ATC', 'ATO', 'ATM'] as const).map((id) => ({ id, label: id }))}
          />
        </Field>
        <Field label={<Term id="propensityScore" />}>
          <Segments
            label={t('term.propensityScore')}
            value={adjustment.propensity.model}
            onChange={(next) => set(['adjustment', 'propensity', 'model'], next)}
            options={[
              { id: 'large', label: t('studies.form.modelLarge') },
              { id: 'picked', label: t('studies.form.modelPicked') },
            ]}
          />
        </Field>
        <Field label={<Term id="trimming" />}>
          <Choice
            label={t('term.trimming')}
            value={adjustment.trim.kind}
            onChange={(kind) => set(['adjustment', 'trim'], trims[kind])}
            options={Object.values(trims).map(({ kind }) => ({
              id: kind,
              label: t(`studies.form.trim.${kind}`),
            }))}
          />
        </Field>
        {method === 'matching' && <MatchingFields matching={adjustment.matching} set={set} />}
        {method === 'stratification' && (
          <Field label={t('studies.form.strata')}>
            <NumberInput
              label={t('studies.form.strata')}
              value={adjustment.strata}
              whole
              least={1}
              onChange={(value) => set(['adjustment', 'strata'], value)}
            />
          </Field>
        )}
        <Field label={<Term id="coxModel">{t('studies.form.outcomeModel')}</Term>}>
          <Choice
            label={t('studies.form.outcomeModel')}
            value={outcomeModel.kind}
            onChange={(kind) => set(['outcomeModel', 'kind'], kind)}
            options={(['cox', 'poisson', 'logistic'] as const).map((id) => ({
              id,
              label: t(`study.outcomeModel.${id}`),
            }))}
          />
        </Field>
        <Field label={<Term id="doublyRobust" />}>
          <Segments
            label={t('term.doublyRobust')}
            value={outcomeModel.covariates}
            onChange={(next) => set(['outcomeModel', 'covariates'], next)}
            options={(['none', 'picked', 'large'] as const).map((id) => ({
              id,
              label: t(`studies.form.outcomeCovariates.${id}`),
            }))}
          />
        </Field>
        {(
          [
            ['equipoise', 'equipoise'],
            ['standardisedDifference', 'smd'],
            ['minimumDetectableRelativeRisk', 'minimumDetectableRisk'],
            ['systematicError', 'systematicError'],
          ] as const
        ).map(([key, term]) => (
          <Field key={key} label={<Term id={term}>{t(`studies.form.threshold.${key}`)}</Term>}>
            <NumberInput
              label={t(`studies.form.threshold.${key}`)}
              value={thresholds[key]}
              whole={false}
              least={0}
              onChange={(value) => set(['thresholds', key], value)}
            />
          </Field>
        ))}
      </div>
    </Panel>
  );
}

function AdjustmentHelp({ method }: { readonly method: Adjustment['method'] }) {
  const term = methodTerms[method];
  return term === undefined ? null : <Term id={term} />;
}

function Picked(props: FormProps) {
  const { t, own } = useTexts();
  const { set } = useStudySetters(props, 'covariates');
  const { picked } = props.form.covariates;
  const at = (id: string) => picked.findIndex((one) => one.id === id);
  return (
    <Panel title={t('studies.form.picked')} aside={t('studies.form.pickedAside')}>
      <SourceMembers
        label={t('studies.form.picked')}
        addLabel={t('studies.form.addPicked')}
        stem="covariate"
        members={picked}
        onAdd={(member) => set(['covariates', 'picked'], [...picked, member])}
        onRemove={(id) => set(['covariates', 'picked'], picked.toSpliced(at(id), 1))}
        onChange={(id, key, value) => set(['covariates', 'picked', at(id), key], value)}
        more={(member) => (
          <WindowChoice
            label={t('studies.form.windowOf', { name: own(member.name) })}
            value={member.window}
            onChange={(window) => set(['covariates', 'picked', at(member.id), 'window'], window)}
          />
        )}
      />
    </Panel>
  );
}
