import type { ConceptPage } from '../../../shared/vocabulary/conceptApi.ts';
import { CountValue } from '../../components/Provenance.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { CountingNote } from './CountingNote.tsx';
import { domainName } from './conceptTexts.ts';

/** What a concept is, and how many persons and records of the release have it. */
export function ConceptFacts({ page }: { readonly page: ConceptPage }) {
  const texts = useTexts();
  const { t } = texts;
  const { concept, synonyms } = page;
  const { standard, invalidReason } = concept;
  const { validFrom: from, validTo: to } = page;
  return (
    <section className="panel concept-facts">
      <div className="concept-badges">
        <span className="badge">{domainName(concept.domain, texts)}</span>
        <span className="badge">
          {t(
            standard === 'S'
              ? 'concepts.standard.S'
              : standard === 'C'
                ? 'concepts.standard.C'
                : 'concepts.standard.N',
          )}
        </span>
        {invalidReason !== null && (
          <span className="badge warn">
            {t(invalidReason === 'U' ? 'concepts.invalid.U' : 'concepts.invalid.D')}
          </span>
        )}
      </div>
      <CountingNote counting={page.counting} />
      <Numbers page={page} />
      <dl className="facts">
        <Fact term={t('concepts.code')} value={concept.code} mono />
        <Fact term={t('concepts.vocabulary')} value={`${concept.vocabulary} · ${concept.conceptClass}`} />
        <Fact term={t('concepts.id')} value={String(concept.id)} mono />
        {from && to && (
          <Fact term={t('concepts.validity')} value={t('concepts.validityDates', { from, to })} />
        )}
        {synonyms.length > 0 && <Fact term={t('concepts.synonyms')} value={synonyms.join(' · ')} />}
      </dl>
    </section>
  );
}

function Numbers({ page }: { readonly page: ConceptPage }) {
  const texts = useTexts();
  const { t, count } = texts;
  const { counts, withDescendants: sums } = page.concept;
  if (!counts) return null;
  const bound = (text: string) => (sums && sums.leftOut > 0 ? t('concepts.atLeast', { count: text }) : text);
  return (
    <>
      <table className="data concept-counts">
        <thead>
          <tr>
            <td />
            <th scope="col" className="end">
              {t('concepts.persons')}
            </th>
            <th scope="col" className="end">
              {t('concepts.records')}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('concepts.itself')}</th>
            <td className="end num">
              <CountValue count={counts.persons} label={t('concepts.persons')} />
            </td>
            <td className="end num">
              <CountValue count={counts.records} label={t('concepts.records')} />
            </td>
          </tr>
          {sums && (
            <tr>
              <th scope="row">{t('concepts.withDescendants')}</th>
              <td className="end num">
                {typeof sums.persons === 'number' ? (
                  bound(count(sums.persons))
                ) : (
                  <CountValue count={sums.persons} label={t('concepts.withDescendants')} />
                )}
              </td>
              <td className="end num">
                {typeof sums.records === 'number' ? (
                  bound(count(sums.records))
                ) : (
                  <CountValue count={sums.records} label={t('concepts.withDescendants')} />
                )}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <p className="hint concept-role">
        {t(`concepts.role.${counts.role ?? 'none'}`)}
        {sums && sums.leftOut > 0 && ` ${t('concepts.leftOut', { count: sums.leftOut })}`}
      </p>
    </>
  );
}

function Fact({
  term,
  value,
  mono = false,
}: {
  readonly term: string;
  readonly value: string;
  readonly mono?: boolean;
}) {
  return (
    <div>
      <dt>{term}</dt>
      <dd className={mono ? 'mono' : ''}>{value}</dd>
    </div>
  );
}
