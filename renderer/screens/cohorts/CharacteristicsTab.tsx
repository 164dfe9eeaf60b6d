import { useMemo } from 'react';
import type { CohortCharacteristics } from '../../../shared/features/characterisationApi.ts';
import { featureRows } from '../../../shared/features/featureRows.ts';
import type { CohortSummary } from '../../../shared/workbenchApi.ts';
import { AnalysisFrame } from './AnalysisFrame.tsx';
import { CohortLetters } from './CohortLetters.tsx';
import { useComparedCohort } from './CompareMenu.tsx';
import { DemographicsPanel } from './DemographicsPanel.tsx';
import { FeaturePanel } from './FeaturePanel.tsx';
import { LovePanel } from './LovePanel.tsx';
import { TopFeaturesPanel } from './TopFeaturesPanel.tsx';
import { ValuesPanel } from './ValuesPanel.tsx';

/** Who the persons are at index, by what was recorded around it; beside another cohort where one is chosen. */
export function CharacteristicsTab({ summary }: { readonly summary: CohortSummary }) {
  const other = useComparedCohort(summary);
  return (
    <AnalysisFrame kind="characteristics" summary={summary} other={other}>
      {(first, second) => (
        <Characteristics first={first} second={second} summary={summary} other={second ? other : null} />
      )}
    </AnalysisFrame>
  );
}

export interface CharacteristicsProps {
  readonly first: CohortCharacteristics;
  readonly second: CohortCharacteristics | null;
  readonly summary: CohortSummary;
  readonly other: CohortSummary | null;
}

function Characteristics(props: CharacteristicsProps) {
  const { first, second, summary, other } = props;
  const rows = useMemo(() => featureRows(first, second), [first, second]);
  return (
    <div className="characteristics">
      {other && <CohortLetters summary={summary} other={other} />}
      <FeaturePanel {...props} rows={rows} />
      <div className="beside">
        <DemographicsPanel {...props} />
        {second ? <LovePanel {...props} rows={rows} /> : <TopFeaturesPanel {...props} rows={rows} />}
      </div>
      <ValuesPanel {...props} />
    </div>
  );
}
