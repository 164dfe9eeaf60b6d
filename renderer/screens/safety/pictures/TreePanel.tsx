import { useMemo } from 'react';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import {
  safetyTreeChart,
  safetyTreeTable,
  treeHead,
  treeRowHeight,
} from '../../../../shared/report/charts/safetyTreeChart.ts';
import { pathText, treeRows } from '../../../../shared/report/charts/safetyTreeRows.ts';
import { VegaView } from '../../../charts/VegaView.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { chooseInSafety } from '../../../state/safetyRuns.ts';
import { ChartRows } from './ChartRows.tsx';
import { NoPicture, SafetyPicture } from './Picture.tsx';
import type { PictureView } from './pictureView.ts';

const MOST = 10;

/** Where in the hierarchy the exposed have more events than expected, by the tree scan. */
export function TreePanel({ view, className }: { readonly view: PictureView; readonly className: string }) {
  const app = useApp();
  const { t, locale } = useTexts();
  const { study, result, choice, wanted, specification, table, windowName, caption } = view;
  const [first] = result.timesAtRisk;
  const all = useMemo(() => treeRows(result.tree, first?.rows ?? [], locale), [result, first, locale]);
  const found = useMemo(
    () => all.filter(({ id, same }) => wanted === null || [id, ...same].some((one) => wanted.has(one))),
    [all, wanted],
  );
  const rows = useMemo(() => found.slice(0, MOST), [found]);
  const spec = useMemo(
    () => (options: ChartOptions) => safetyTreeChart(rows, choice.outcome, options),
    [rows, choice.outcome],
  );
  const title = t('safety.tree.title');
  const ofWindow = first ? windowName(first.timeAtRisk) : '';
  if (rows.length === 0) {
    const why =
      specification.events.kind === 'cohorts'
        ? 'safety.tree.cohorts'
        : all.length === 0
          ? 'safety.tree.none'
          : 'safety.tree.noMatch';
    return <NoPicture title={title} className={className} text={t(why)} />;
  }
  const isOther = first?.timeAtRisk !== table.timeAtRisk;
  const notes = [
    t('safety.tree.note', { replications: specification.tree.replications }),
    ...(isOther ? [t('safety.tree.otherWindow', { window: ofWindow })] : []),
    ...(found.length > rows.length ? [t('safety.tree.more', { count: found.length - rows.length })] : []),
  ];
  return (
    <SafetyPicture
      title={title}
      aside={t('safety.tree.aside', { window: ofWindow })}
      className={className}
      fileName={`${study.name}-tree`}
      note={notes.join(' ')}
      caption={caption}
      spec={spec}
      table={safetyTreeTable(found, locale)}
    >
      {(sized, label) => (
        <ChartRows
          rows={rows.map((one) => ({
            id: one.id,
            name: pathText(one),
            isChosen: one.id === choice.outcome || one.same.includes(choice.outcome ?? ''),
          }))}
          top={treeHead}
          height={treeRowHeight}
          onChoose={(id) => chooseInSafety(app, study.id, { outcome: id })}
        >
          <VegaView label={label} spec={sized} />
        </ChartRows>
      )}
    </SafetyPicture>
  );
}
