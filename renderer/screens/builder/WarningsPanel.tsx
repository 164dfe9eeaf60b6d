import ChevronRight from 'lucide-react/icons/chevron-right';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useMemo } from 'react';
import { Disclosure, DisclosurePanel, Heading, Button as PressTarget } from 'react-aria-components';
import { checkDefinition } from '../../../shared/cohort/checks/checkDefinition.ts';
import type { CohortDefinition } from '../../../shared/cohort/expression/cohortDefinition.ts';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { selectPlace } from '../../state/builderActions.ts';
import type { Draft } from '../../state/drafts.ts';
import type { LiveCounts } from './useDraftCounts.ts';
import { useDesignFacts } from './words/useDesignFacts.ts';
import { WarningList } from './words/WarningList.tsx';

interface WarningsPanelProps {
  readonly draft: Draft;
  readonly definition: CohortDefinition | null;
  readonly counts: LiveCounts;
}

/** What the author should look at: said in a line, opened to see it all. Each leads to its place. */
export function WarningsPanel({ draft, definition, counts }: WarningsPanelProps) {
  const app = useApp();
  const { t } = useTexts();
  const known = !counts.stale && draft.rulesOff.length === 0 ? counts.value : null;
  const facts = useDesignFacts(draft.document, definition);
  const warnings = useMemo(
    () => (definition === null ? [] : checkDefinition(definition, { ...facts, counts: known })),
    [definition, facts, known],
  );
  const grave = warnings.filter(({ severity }) => severity !== 'info').length;
  if (warnings.length === 0) return null;
  return (
    <Disclosure className="panel design-warnings">
      <Heading>
        <PressTarget slot="trigger" className={`warnings-toggle${grave > 0 ? ' grave' : ''}`}>
          <ChevronRight size={14} aria-hidden />
          <TriangleAlert size={14} aria-hidden />
          {t('builder.warnings', { count: grave, notes: warnings.length - grave })}
        </PressTarget>
      </Heading>
      <DisclosurePanel>
        <div className="warnings-box">
          <WarningList
            warnings={warnings}
            document={draft.document}
            onJump={(path) => selectPlace(app, path)}
          />
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
