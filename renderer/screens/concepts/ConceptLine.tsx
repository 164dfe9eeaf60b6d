import type { ConceptEntry } from '../../../shared/vocabulary/conceptApi.ts';
import { useTexts } from '../../state/AppContext.tsx';
import { ConceptNumbers, WithDescendants } from './ConceptNumbers.tsx';
import { conceptName, otherName } from './conceptTexts.ts';
import { DomainIcon } from './DomainIcon.tsx';

/** One concept in a list: sign, names, code and vocabulary, counts. @param note takes the place of the other name */
export function ConceptLine({
  concept,
  note,
}: {
  readonly concept: ConceptEntry;
  readonly note?: string | null | undefined;
}) {
  const { t, locale } = useTexts();
  const name = conceptName(concept, locale);
  const { code, vocabulary, standard, invalidReason } = concept;
  const second = note ?? otherName(concept, locale);
  return (
    <>
      <DomainIcon domain={concept.domain} />
      <span className="row-text">
        <span className="row-name" title={name}>
          {name}
        </span>
        <span className="row-facts">
          {code !== '' && <span className="mono">{code}</span>}
          <span>{vocabulary}</span>
          {standard !== 'S' && vocabulary !== '' && (
            <span>{t(standard === 'C' ? 'concepts.standard.C' : 'concepts.standard.N')}</span>
          )}
          {invalidReason !== null && (
            <span className="invalid">
              {t(invalidReason === 'U' ? 'concepts.invalid.U' : 'concepts.invalid.D')}
            </span>
          )}
          {second && (
            <span className="row-other" title={second}>
              {second}
            </span>
          )}
        </span>
      </span>
      <WithDescendants sums={concept.withDescendants} />
      <ConceptNumbers counts={concept.counts} label={name} />
    </>
  );
}
