import type { ReactNode } from 'react';
import { useTexts } from '../../../state/AppContext.tsx';

export interface ChartRow {
  readonly id: string;
  /** In full: names in the drawing may be cut. */
  readonly name: string;
  readonly isChosen: boolean;
}

/** A drawing of rows in which each can be pointed at and chosen. */
export function ChartRows({
  rows,
  top,
  height,
  onChoose,
  children,
}: {
  readonly rows: readonly ChartRow[];
  /** Pixels above the first row. */
  readonly top: number;
  /** Of each row. */
  readonly height: number;
  readonly onChoose: (id: string) => void;
  readonly children: ReactNode;
}) {
  const { t } = useTexts();
  return (
    <div className="chart-over">
      {children}
      {rows.map(({ id, name, isChosen }, i) => (
        <button
          key={id}
          type="button"
          className="chart-row"
          style={{ top: top + i * height, height }}
          title={name}
          aria-label={t('safety.picture.choose', { name })}
          aria-pressed={isChosen}
          onClick={() => onChoose(id)}
        />
      ))}
    </div>
  );
}
