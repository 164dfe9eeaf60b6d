import { useMemo } from 'react';
import type { Locale } from '../../../../shared/i18n/translate.ts';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import type { NamedGroup } from '../../../../shared/report/charts/safetyMarks.ts';
import {
  hasRates,
  type RatePanels,
  safetyRatePanels,
} from '../../../../shared/report/charts/safetyRatePanels.ts';
import { safetyRateTable } from '../../../../shared/report/charts/safetyRateTable.ts';
import type { OutcomePictures } from '../../../../shared/study/safety/safetyResult.ts';
import { useTexts } from '../../../state/AppContext.tsx';
import type { OutcomePanelProps } from './outcomePanel.ts';
import { NoPicture, SafetyPicture } from './Picture.tsx';

interface RatePictureProps extends OutcomePanelProps {
  readonly title: string;
  /** Beside the outcome's name. */
  readonly aside?: string;
  readonly fileName: string;
  readonly note: string;
  /** Heading of the table's first column. */
  readonly heading: string;
  /** How rates are laid out; the same function in every render. */
  readonly panels: (pictures: OutcomePictures, groups: readonly NamedGroup[], locale: Locale) => RatePanels;
  /** Said where every rate is withheld. */
  readonly withheld: string;
}

/** Rates of the chosen outcome by something. */
export function RatePicture(props: RatePictureProps) {
  const { view, shown, loading, className, title, aside, fileName, note, heading, panels, withheld } = props;
  const { locale } = useTexts();
  const { groups, study, caption } = view;
  const { pictures, name } = shown;
  const laid = useMemo(() => panels(pictures, groups, locale), [panels, pictures, groups, locale]);
  const spec = useMemo(() => (options: ChartOptions) => safetyRatePanels(laid, options), [laid]);
  const beside = aside === undefined ? name : `${name} · ${aside}`;
  if (!hasRates(laid)) {
    return (
      <NoPicture title={title} aside={beside} className={className} busy={loading !== null} text={withheld} />
    );
  }
  return (
    <SafetyPicture
      title={title}
      aside={beside}
      className={className}
      fileName={`${study.name}-${shown.row.code || shown.row.id}-${fileName}`}
      note={note}
      caption={`${name}. ${caption}`}
      counts={laid.panels.flatMap(({ places }) =>
        places.flatMap(({ rates }) => rates.flatMap(({ events }) => events ?? [])),
      )}
      spec={spec}
      table={safetyRateTable(laid, heading, locale)}
      loading={loading}
    />
  );
}
