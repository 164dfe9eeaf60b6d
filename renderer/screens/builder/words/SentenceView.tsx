import { useMemo, useState } from 'react';
import { type NodePath, pathText } from '../../../../shared/cohort/edit/nodePath.ts';
import type { CohortDefinition } from '../../../../shared/cohort/expression/cohortDefinition.ts';
import type { DraftCounts } from '../../../../shared/cohort/live/draftApi.ts';
import { definitionText } from '../../../../shared/cohort/sentences/definitionText.ts';
import { plainDocument } from '../../../../shared/cohort/sentences/documents/plainDocument.ts';
import type { Locale } from '../../../../shared/i18n/translate.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { copyText } from '../../../platform/clipboard.ts';
import { useTexts } from '../../../state/AppContext.tsx';
import { CountHead } from './SentenceCounts.tsx';
import { SentenceSection } from './SentenceSection.tsx';
import { SentenceContext } from './sentenceContext.ts';

export interface SentenceViewProps {
  readonly definition: CohortDefinition;
  /** The place that is open in the inspector; its chips and sentence stand out. */
  readonly selected?: NodePath | null;
  /** A chip was chosen. */
  readonly onSelect?: (path: NodePath) => void;
  /** Live counts; null while there are none. */
  readonly counts?: DraftCounts | null;
  /** Whether the counts belong to an earlier state of the definition. */
  readonly stale?: boolean;
}

/** A definition as a protocol would say it, in either language, with the persons that each statement leaves. */
export function SentenceView({
  definition,
  selected = null,
  onSelect,
  counts = null,
  stale = false,
}: SentenceViewProps) {
  const { t, locale: screenLocale } = useTexts();
  const [chosen, setChosen] = useState<Locale | null>(null);
  const locale = chosen ?? screenLocale;
  const text = useMemo(() => definitionText(definition, locale), [definition, locale]);
  const byPath = useMemo(() => new Map(counts?.nodes.map((node) => [node.path, node])), [counts]);
  const context = useMemo(
    () => ({ selected: selected === null ? null : pathText(selected), onSelect, byPath, stale }),
    [selected, onSelect, byPath, stale],
  );
  return (
    <SentenceContext value={context}>
      <div className="words">
        <div className="words-bar">
          <Segments
            label={t('words.language')}
            value={locale}
            onChange={setChosen}
            options={[
              { id: 'ja', label: '日本語' },
              { id: 'en', label: 'English' },
            ]}
          />
          <span className="spacer" />
          <CopyButton label={t('words.copy')} copy={() => copyText(plainDocument(text))} />
        </div>
        <article
          className={`words-text${counts === null ? '' : ' counted'}`}
          lang={locale}
          aria-label={t('words.title')}
        >
          {counts !== null && <CountHead />}
          {text.sections.map((section) => (
            <SentenceSection key={section.id} section={section} />
          ))}
        </article>
      </div>
    </SentenceContext>
  );
}
