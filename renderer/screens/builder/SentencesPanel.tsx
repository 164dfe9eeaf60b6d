import type { CohortDefinition } from '../../../shared/cohort/expression/cohortDefinition.ts';
import { Panel } from '../../components/Panel.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { selectPlace } from '../../state/builderActions.ts';
import type { LiveCounts } from './useDraftCounts.ts';
import { SentenceView } from './words/SentenceView.tsx';

interface SentencesPanelProps {
  readonly definition: CohortDefinition | null;
  readonly counts: LiveCounts;
}

/** The definition as a protocol would say it; every part of a sentence opens its form. */
export function SentencesPanel({ definition, counts }: SentencesPanelProps) {
  const app = useApp();
  const { t } = useTexts();
  const place = useAppState((state) => state.draftPlace);
  return (
    <Panel className="outline-panel" title={t('builder.outline')} busy={counts.stale}>
      {definition === null ? (
        <p className="hint">{t('builder.sentences.invalid')}</p>
      ) : (
        <div className="sentences-box">
          <SentenceView
            definition={definition}
            selected={place}
            onSelect={(path) => selectPlace(app, path)}
            counts={counts.value}
            stale={counts.stale}
          />
        </div>
      )}
    </Panel>
  );
}
