import { useMemo } from 'react';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import { safetyVolcano, safetyVolcanoTable } from '../../../../shared/report/charts/safetyVolcano.ts';
import type { Volcano } from '../../../../shared/report/charts/safetyVolcanoLayout.ts';
import { doubleFdrLine, volcanoPoints } from '../../../../shared/report/charts/safetyVolcanoPoints.ts';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { chooseInSafety } from '../../../state/safetyRuns.ts';
import { mayCallSignals } from '../safetyCounts.ts';
import { NoPicture, SafetyPicture } from './Picture.tsx';
import type { PictureView } from './pictureView.ts';
import { VolcanoSurface } from './VolcanoSurface.tsx';

/** All outcomes by ratio and p: where to look first, and where to pick out what the rest of the dashboard shows. */
export function VolcanoPanel({
  view,
  className,
}: {
  readonly view: PictureView;
  readonly className: string;
}) {
  const app = useApp();
  const { t, locale } = useTexts();
  const { study, result, choice, table, wanted, specification, other, caption } = view;
  const { level } = specification.multiplicity;
  const { against, outcome, picked } = choice;
  const volcano = useMemo((): Volcano => {
    const points = volcanoPoints(table, against, level, locale, outcome);
    return { points, line: doubleFdrLine(points, level), level, chosen: outcome, shown: wanted };
  }, [table, against, level, locale, outcome, wanted]);
  const spec = useMemo(() => (options: ChartOptions) => safetyVolcano(volcano, options), [volcano]);
  const title = t('safety.volcano.title');
  if (volcano.points.length === 0) {
    return <NoPicture title={title} className={className} text={t('safety.volcano.none', { other })} />;
  }
  const key = mayCallSignals(result) ? 'safety.volcano.note' : 'safety.volcano.noteFew';
  return (
    <SafetyPicture
      title={title}
      aside={t('safety.volcano.aside', { count: volcano.points.length, other })}
      className={className}
      fileName={`${study.name}-volcano`}
      note={`${t(key)}${volcano.line === null ? ` ${t('safety.volcano.noLine')}` : ''}`}
      caption={caption}
      spec={spec}
      table={safetyVolcanoTable(volcano, locale)}
    >
      {(sized, label) => (
        <VolcanoSurface
          volcano={volcano}
          picked={picked}
          label={label}
          spec={sized}
          onChoose={(id) => chooseInSafety(app, study.id, { outcome: id })}
          onPick={(ids) => chooseInSafety(app, study.id, { picked: ids })}
        />
      )}
    </SafetyPicture>
  );
}
