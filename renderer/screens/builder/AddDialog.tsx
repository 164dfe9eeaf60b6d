import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { type Addition, canAdd, containerOf } from '../../../shared/cohort/edit/additions.ts';
import { nodeSummary } from '../../../shared/cohort/edit/nodeSummary.ts';
import { outlineOf, shownNode } from '../../../shared/cohort/edit/outline.ts';
import type { DomainName } from '../../../shared/cohort/expression/domains.ts';
import { ScrollRegion } from '../../components/ScrollRegion.tsx';
import { type Texts, useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { addToDraft } from '../../state/builderActions.ts';

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly group: 'criterion' | 'structure';
  /** Also found by Circe's own words. */
  readonly words: string;
  readonly addition: Addition;
}

/** Everything that can be added to the selected part, by typing a part of its name. */
export function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const texts = useTexts();
  const { t, locale } = texts;
  const place = useAppState((state) => state.draftPlace);
  const draft = useAppState(({ drafts, openDraft }) => (openDraft === null ? undefined : drafts[openDraft]));
  const { contains } = useFilter({ sensitivity: 'base' });
  if (!draft) return null;
  const outline = outlineOf(draft.document);
  const node = shownNode(outline, place);
  const container = containerOf(outline, node);
  const correlated = container.kind !== 'entry' && container.kind !== 'exit';
  const entries = allEntries(texts, correlated).filter(({ addition }) =>
    canAdd(outline, node, addition.kind),
  );
  const shown =
    container.kind === 'conceptSets'
      ? entries.toSorted((a, b) => Number(b.id === 'conceptSet') - Number(a.id === 'conceptSet'))
      : entries;
  return (
    <ModalOverlay className="overlay top" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal palette">
        <Dialog className="dialog" aria-label={t('builder.add.title')}>
          <Autocomplete filter={contains}>
            <SearchField className="palette-search" aria-label={t('builder.add.title')} autoFocus>
              <Input placeholder={t('builder.add.placeholder')} />
            </SearchField>
            <p className="hint add-into">
              {t('builder.add.into', { place: nodeSummary(locale, draft.document, container).title })}
            </p>
            <ScrollRegion className="palette-list" label={t('builder.add.results')}>
              <Menu
                className="menu"
                aria-label={t('builder.add.results')}
                items={shown}
                onAction={(key) => {
                  onClose();
                  const chosen = shown.find(({ id }) => id === key);
                  if (chosen) addToDraft(app, chosen.addition);
                }}
                renderEmptyState={() => <p className="hint palette-none">{t('builder.add.none')}</p>}
              >
                {(entry) => (
                  <MenuItem id={entry.id} textValue={`${entry.title} ${entry.words}`}>
                    <span>{entry.title}</span>
                    <span className="palette-group">{t(`builder.add.kind.${entry.group}`)}</span>
                  </MenuItem>
                )}
              </Menu>
            </ScrollRegion>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The domains in the order of how often definitions use them. */
const domainOrder: readonly DomainName[] = [
  'ConditionOccurrence',
  'DrugExposure',
  'ProcedureOccurrence',
  'Measurement',
  'DeviceExposure',
  'VisitOccurrence',
  'Observation',
  'DrugEra',
  'ConditionEra',
  'Death',
  'ObservationPeriod',
  'VisitDetail',
  'DoseEra',
  'Specimen',
  'PayerPlanPeriod',
  'LocationRegion',
];

function allEntries({ t }: Texts, correlated: boolean): readonly Entry[] {
  const criteria = domainOrder.map((domain): Entry => {
    const name = t(`domain.${domain}`);
    return {
      id: `criterion:${domain}`,
      title: correlated ? t('builder.add.criterion', { domain: name }) : name,
      group: 'criterion',
      words: domain,
      addition: { kind: 'criterion', domain },
    };
  });
  const never = domainOrder.map(
    (domain): Entry => ({
      id: `never:${domain}`,
      title: t('builder.add.never', { domain: t(`domain.${domain}`) }),
      group: 'criterion',
      words: `no ${domain}`,
      addition: { kind: 'criterion', domain, never: true },
    }),
  );
  const demographic = (id: string, title: string, attributes: Readonly<Record<string, unknown>>): Entry => ({
    id,
    title,
    group: 'criterion',
    words: 'DemographicCriteria',
    addition: { kind: 'demographic', attributes },
  });
  const structure = (['rule', 'group', 'conceptSet', 'additional', 'nested'] as const).map(
    (kind): Entry => ({
      id: kind,
      title: t(`builder.add.${kind}`),
      group: 'structure',
      words: kind,
      addition: { kind },
    }),
  );
  return [
    ...criteria,
    demographic('age', t('builder.add.age'), { Age: { Value: 18, Op: 'gte' } }),
    demographic('sex', t('builder.add.sex'), { Gender: [] }),
    demographic('demographic', t('builder.add.demographic'), {}),
    ...(correlated ? never : []),
    ...structure,
  ];
}
