import type { SafetyResult } from '../../../../shared/study/safety/safetyResult.ts';
import { Panel } from '../../../components/Panel.tsx';
import { CountValue, ProvenanceArea } from '../../../components/Provenance.tsx';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import type { Study } from '../../../state/studies.ts';
import { filterText, specificationOf } from '../safetyCaption.ts';
import { nothing } from '../safetyText.ts';

/** Who was exposed: how new users were found, how many remained at each step, for how long and at what dose. */
export function ExposedView({ study, result }: { readonly study: Study; readonly result: SafetyResult }) {
  const texts = useTexts();
  const { t, own, number, count } = texts;
  const text = useAppState(({ safetyWork }) => safetyWork.runs[study.id]?.text ?? study.text);
  const specification = specificationOf(text);
  const { funnel, groups, dose } = result.exposure;
  const hasComparator = groups.some(({ group }) => group === 'comparator');
  const quartiles = (of: { readonly lower: number; readonly median: number; readonly upper: number }) =>
    t('safety.exposed.quartiles', {
      median: number(Math.round(of.median * 10) / 10),
      lower: number(Math.round(of.lower * 10) / 10),
      upper: number(Math.round(of.upper * 10) / 10),
    });
  const widest = Math.max(1, ...funnel.map(({ exposed }) => (typeof exposed === 'number' ? exposed : 0)));
  return (
    <ProvenanceArea provenance={result.provenance}>
      <div className="safety-two">
        <Panel
          title={t('safety.exposed.funnel')}
          aside={
            specification &&
            (specification.population.washoutDays === null
              ? t('safety.chip.washoutEver')
              : t('safety.chip.washout', { days: specification.population.washoutDays }))
          }
        >
          <ScrollRegion
            className="safety-card-table"
            label={t('table.scroll', { table: t('safety.exposed.funnel') })}
          >
            <table className="data" aria-label={t('safety.exposed.funnel')}>
              <thead>
                <tr>
                  <th scope="col">{t('safety.exposed.step')}</th>
                  <th scope="col" className="end">
                    {specification ? own(specification.exposure.name) : t('safety.group.exposed')}
                  </th>
                  <td className="safety-funnel-bar" />
                  {hasComparator && (
                    <th scope="col" className="end">
                      {specification?.comparator
                        ? own(specification.comparator.name)
                        : t('safety.group.comparator')}
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {funnel.map(({ step, exposed, comparator }) => (
                  <tr key={step}>
                    <th scope="row">
                      {t(`safety.step.${step}`, {
                        washout: specification?.population.washoutDays ?? '—',
                        prior: specification?.population.priorObservationDays ?? '—',
                      })}
                    </th>
                    <td className="end num">
                      <CountValue count={exposed} label={t(`safety.step.short.${step}`)} />
                    </td>
                    <td className="safety-funnel-bar" aria-hidden>
                      <span
                        style={{
                          width: `${typeof exposed === 'number' ? (100 * exposed) / widest : 0}%`,
                        }}
                      />
                    </td>
                    {hasComparator && (
                      <td className="end num">
                        <CountValue count={comparator} label={t(`safety.step.short.${step}`)} />
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </Panel>
        <Panel
          title={t('safety.exposed.groups')}
          aside={t('safety.shown', { persons: filterText(result.filter, result.ageBands, texts) })}
        >
          <table className="data" aria-label={t('safety.exposed.groups')}>
            <thead>
              <tr>
                <th scope="col">{t('safety.card.group')}</th>
                <th scope="col" className="end">
                  {t('safety.exposed.persons')}
                </th>
                <th scope="col" className="end">
                  {t('safety.card.personYears')}
                </th>
                <th scope="col" className="end">
                  {t('safety.exposed.days')}
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.map(({ group, persons, personYears, days }) => (
                <tr key={group} className={`safety-group ${group}`}>
                  <th scope="row">
                    <span className="safety-swatch" aria-hidden />
                    {t(`safety.group.${group}`)}
                  </th>
                  <td className="end num">{count(persons)}</td>
                  <td className="end num">
                    {personYears === null ? nothing : number(Math.round(personYears))}
                  </td>
                  <td className="end num">{days ? quartiles(days) : nothing}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="hint">{t('safety.exposed.first')}</p>
          <dl className="facts">
            <div>
              <dt>{t('safety.exposed.dose')}</dt>
              <dd className="num">
                {dose ? t('safety.exposed.milligrams', { of: quartiles(dose) }) : t('safety.exposed.noDose')}
              </dd>
            </div>
          </dl>
        </Panel>
      </div>
    </ProvenanceArea>
  );
}
