import { useMemo, useRef, useState } from 'react';
import type { ChartSpec } from '../../../../shared/report/charts/chartSpec.ts';
import { ratioText, shortP } from '../../../../shared/report/charts/safetyMarks.ts';
import {
  type PlacedPoint,
  type Volcano,
  volcanoLayout,
} from '../../../../shared/report/charts/safetyVolcanoLayout.ts';
import { VegaView } from '../../../charts/VegaView.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { useVolcanoBrush } from './useVolcanoBrush.ts';
import { useWidth } from './useWidth.ts';

interface VolcanoSurfaceProps {
  readonly volcano: Volcano;
  readonly picked: readonly string[] | null;
  readonly label: string;
  readonly spec: (width: number) => ChartSpec;
  readonly onChoose: (id: string) => void;
  readonly onPick: (ids: readonly string[] | null) => void;
}

/** The volcano with what can be done in it: pointing, choosing, picking out, by pointer and keyboard. */
export function VolcanoSurface({ volcano, picked, label, spec, onChoose, onPick }: VolcanoSurfaceProps) {
  const { t, locale } = useTexts();
  const place = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const [focused, setFocused] = useState<string | null>(null);
  const layout = useMemo(() => volcanoLayout(volcano, width, locale), [volcano, width, locale]);
  const points = useMemo(
    () => layout.points.toSorted((a, b) => a.p - b.p || (a.id < b.id ? -1 : 1)),
    [layout],
  );
  const { box, over, surface, onKeyDown } = useVolcanoBrush({
    points,
    picked,
    onChoose,
    onPick,
    focusOn: (id) => list.current?.querySelector<HTMLElement>(`[data-point="${CSS.escape(id)}"]`)?.focus(),
  });
  const inOrder = points.find(({ id }) => id === volcano.chosen)?.id ?? points[0]?.id;
  const reached = points.some(({ id }) => id === focused) ? focused : inOrder;
  const told = points.find(({ id }) => id === over) ?? points.find(({ id }) => id === focused) ?? null;
  const isPicked = (id: string) => picked?.includes(id) ?? false;
  return (
    <div ref={place} className="chart-over volcano">
      <VegaView label={label} spec={spec} />
      {width > 0 && (
        <div
          ref={list}
          className="volcano-points"
          role="listbox"
          aria-multiselectable
          aria-label={t('safety.volcano.points')}
          style={{ height: layout.height }}
          {...surface}
        >
          {points.map((point) => (
            <div
              key={point.id}
              role="option"
              data-point={point.id}
              className="volcano-point"
              tabIndex={point.id === reached ? 0 : -1}
              aria-selected={point.id === volcano.chosen || isPicked(point.id)}
              aria-label={toldText(point)}
              style={{
                left: point.x - point.radius,
                top: point.y - point.radius,
                width: 2 * point.radius,
                height: 2 * point.radius,
              }}
              onFocus={() => setFocused(point.id)}
              onBlur={() => setFocused(null)}
              onKeyDown={(event) => onKeyDown(event, point.id)}
            />
          ))}
          {box && (
            <span
              className="volcano-brush"
              style={{
                left: box.left,
                top: box.top,
                width: box.right - box.left,
                height: box.bottom - box.top,
              }}
            />
          )}
        </div>
      )}
      {told && box === null && <Tip point={told} width={width} />}
    </div>
  );

  function toldText(point: PlacedPoint): string {
    return [
      point.name,
      t('safety.volcano.ratio', { ratio: ratioText(locale, point.ratio) }),
      t('safety.volcano.p', { p: shortP(locale, point.p) }),
      ...(point.adjustedP === null
        ? []
        : [t('safety.volcano.adjusted', { p: shortP(locale, point.adjustedP) })]),
      ...(point.calibratedP === null
        ? []
        : [t('safety.volcano.calibrated', { p: shortP(locale, point.calibratedP) })]),
      t('safety.volcano.events', { count: point.events }),
    ].join(locale === 'ja' ? '、' : ', ');
  }
}

function Tip({ point, width }: { readonly point: PlacedPoint; readonly width: number }) {
  const { t, locale } = useTexts();
  const isRight = point.x > width / 2;
  const side = isRight ? { right: width - point.x + point.radius + 8 } : { left: point.x + point.radius + 8 };
  return (
    <div className="tooltip volcano-tip" aria-hidden style={{ ...side, top: Math.max(0, point.y - 34) }}>
      <strong>{point.name}</strong>
      <span className="num">{t('safety.volcano.ratio', { ratio: ratioText(locale, point.ratio) })}</span>
      <span className="num">
        {t('safety.volcano.p', { p: shortP(locale, point.p) })}
        {point.adjustedP !== null &&
          ` · ${t('safety.volcano.adjusted', { p: shortP(locale, point.adjustedP) })}`}
      </span>
      {point.calibratedP !== null && (
        <span className="num">
          {t('safety.volcano.calibrated', { p: shortP(locale, point.calibratedP) })}
        </span>
      )}
      <span className="num">{t('safety.volcano.events', { count: point.events })}</span>
    </div>
  );
}
