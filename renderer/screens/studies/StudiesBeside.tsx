import { useMemo } from 'react';
import type { ChartOptions } from '../../../shared/report/charts/chartSpec.ts';
import {
  type ForestRow,
  studyForestChart,
  studyForestTable,
} from '../../../shared/report/charts/studyForestChart.ts';
import { isRatio } from '../../../shared/report/study/effectText.ts';
import { ChartPanel } from '../../charts/ChartPanel.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useAppState, useTexts } from '../../state/AppContext.tsx';
import { type Study, type StudyRun, studyTitle } from '../../state/studies.ts';

/** Main effects of all studies that were run, on one axis. */
export function StudiesBeside({ studies }: { readonly studies: readonly Study[] }) {
  const texts = useTexts();
  const { t, locale, own } = texts;
  const runs = useAppState(({ studyWork }) => studyWork.runs);
  const rows = useMemo(() => besideRows(studies, runs, own), [studies, runs, own]);
  const spec = useMemo(() => (options: ChartOptions) => studyForestChart(rows, options), [rows]);
  if (rows.length === 0) {
    return (
      <Panel title={t('studies.beside')}>
        <p className="hint">{t('studies.besideNone')}</p>
      </Panel>
    );
  }
  const release = Object.values(runs).find(({ result }) => result)?.result?.provenance.releaseId ?? '';
  return (
    <ChartPanel
      title={t('studies.beside')}
      aside={t('studies.besideAside')}
      caption={t('chart.caption.release', { release })}
      fileName="studies"
      spec={spec}
      table={studyForestTable(rows, t('studies.column.name'), null, locale)}
    />
  );
}

function besideRows(
  studies: readonly Study[],
  runs: Readonly<Record<string, StudyRun>>,
  own: (name: string) => string,
): readonly ForestRow[] {
  return studies.flatMap((study): readonly ForestRow[] => {
    const result = runs[study.id]?.result;
    const name = (id: string) => own(result?.arms.find((arm) => arm.id === id)?.name ?? id);
    const lines = (result?.pairs ?? []).flatMap((pair) =>
      pair.outcomes.flatMap((outcome): readonly ForestRow[] => {
        const effect = outcome.estimates?.adjusted[0];
        if (!effect || !isRatio(effect)) return [];
        const arms = `${name(pair.target)} – ${name(pair.comparator)}`;
        return [{ label: `${own(outcome.name)} · ${arms}`, effect }];
      }),
    );
    if (lines.length === 0) return [];
    return [{ label: own(studyTitle(study)), effect: null, isHeading: true }, ...lines];
  });
}
