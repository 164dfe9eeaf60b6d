import X from 'lucide-react/icons/x';
import type { ConceptChoice } from '../../../../shared/cohort/edit/formFields.ts';
import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { inLanguage } from '../../../../shared/i18n/inLanguage.ts';
import { deviceAttributeConcepts } from '../../../../shared/vocabulary/deviceAttributes.ts';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { Toggle } from '../../../components/Toggle.tsx';
import { type Texts, useTexts } from '../../../state/AppContext.tsx';
import { ConceptAdder } from './ConceptAdder.tsx';
import type { ControlProps } from './FieldControl.tsx';

interface ConceptsFieldProps extends ControlProps {
  readonly from: ConceptChoice;
  /** The key beside the list that makes it mean all others. */
  readonly exclude: string | null;
}

/** A list of concepts that an attribute may have. */
export function ConceptsField(props: ConceptsFieldProps) {
  const { draft, value, path, set, label, from, exclude } = props;
  const texts = useTexts();
  const { t } = texts;
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const known = knownConcepts(from, texts);
  const ids = list.map((concept) => Number(valueAt(concept, ['CONCEPT_ID'])));
  const excludePath = exclude === null ? null : [...path.slice(0, -1), exclude];
  const add = (concepts: readonly object[]) => set(path, [...list, ...concepts]);
  const offered = known.filter(({ concept }) => !ids.includes(concept.CONCEPT_ID));
  return (
    <>
      {list.length > 0 && (
        <ul className="concept-chips">
          {list.map((concept, i) => {
            const name = conceptName(concept, known, texts);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list may hold a concept twice
              <li key={i} className="concept-chip">
                {name}
                <Button
                  kind="quiet"
                  icon={X}
                  aria-label={t('builder.concepts.remove', { name })}
                  onPress={() => set(path, list.length === 1 ? undefined : list.toSpliced(i, 1))}
                />
              </li>
            );
          })}
        </ul>
      )}
      {from === 'vocabulary' ? (
        <ConceptAdder label={label} domain={vocabularyDomain(String(path.at(-1)))} onAdd={add} />
      ) : (
        offered.length > 0 && (
          <Choice
            label={`${label} · ${t('builder.concepts.add')}`}
            value={null}
            placeholder={t('builder.concepts.add')}
            onChange={(id) => {
              const chosen = offered.find(({ concept }) => String(concept.CONCEPT_ID) === id);
              if (chosen) add([chosen.concept]);
            }}
            options={offered.map(({ concept, label: name }) => ({
              id: String(concept.CONCEPT_ID),
              label: name,
            }))}
          />
        )
      )}
      {excludePath !== null && (
        <Toggle
          label={t('builder.concepts.exclude')}
          on={valueAt(draft.document, excludePath) === true}
          onChange={(on) => set(excludePath, on)}
        />
      )}
    </>
  );
}

const domainOfAttribute: Readonly<Record<string, string>> = {
  Unit: 'Unit',
  DoseUnit: 'Unit',
  ProviderSpecialty: 'Provider',
  VisitType: 'Visit',
  PlaceOfService: 'Visit',
  DischargeTo: 'Visit',
  RouteConcept: 'Route',
  ValueAsConcept: 'Meas Value',
  Operator: 'Meas Value Operator',
  ConditionStatus: 'Condition Status',
  Race: 'Race',
  Ethnicity: 'Ethnicity',
};

/** Which domain of the vocabulary the concepts of an attribute are of. */
function vocabularyDomain(attribute: string): string | undefined {
  return domainOfAttribute[attribute] ?? (attribute.endsWith('Type') ? 'Type Concept' : undefined);
}

interface KnownConcept {
  readonly concept: { readonly CONCEPT_ID: number; readonly CONCEPT_NAME: string };
  readonly label: string;
}

const male = { CONCEPT_ID: 8507, CONCEPT_NAME: 'MALE' };
const female = { CONCEPT_ID: 8532, CONCEPT_NAME: 'FEMALE' };

function knownConcepts(from: ConceptChoice, { t, locale }: Texts): readonly KnownConcept[] {
  if (from === 'vocabulary') return [];
  if (from === 'gender') {
    return [
      { concept: male, label: t('builder.sex.male') },
      { concept: female, label: t('builder.sex.female') },
    ];
  }
  const wanted = from === 'deviceMaterial' ? 'Device Material' : 'Device Coating';
  return deviceAttributeConcepts
    .filter(({ conceptClassId }) => conceptClassId === wanted)
    .map(({ conceptId, conceptName, japaneseName }) => ({
      concept: { CONCEPT_ID: conceptId, CONCEPT_NAME: conceptName },
      label: locale === 'ja' ? japaneseName : conceptName,
    }));
}

function conceptName(concept: unknown, known: readonly KnownConcept[], { locale }: Texts): string {
  const id = valueAt(concept, ['CONCEPT_ID']);
  const listed = known.find((one) => one.concept.CONCEPT_ID === Number(id));
  if (listed) return listed.label;
  const name = valueAt(concept, ['CONCEPT_NAME']);
  return typeof name === 'string' && name !== '' ? inLanguage(name, locale) : String(id ?? '?');
}
