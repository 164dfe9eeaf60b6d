import type { GroupRate, SafetyComparison } from '../../../../shared/study/safety/safetyResult.ts';
import { CountValue } from '../../../components/Provenance.tsx';
import type { Texts } from '../../../state/AppContext.tsx';
import type { SafetyChoice } from '../../../state/safety.ts';
import { differenceText, intervalText, nothing, pShort, rateText, ratioText, scaled } from '../safetyText.ts';
import type { GridColumn } from './EventGrid.tsx';
import { EventName } from './EventName.tsx';
import { against, direction, type EventColumn, type EventLine } from './eventRows.ts';

const shownAt: Readonly<Record<SafetyChoice['scale'], readonly EventColumn[]>> = {
  absolute: [
    'event',
    'code',
    'n',
    'exposed',
    'unexposed',
    'comparator',
    'rateDifference',
    'riskDifference',
    'nnh',
    'adjustedP',
  ],
  both: [
    'event',
    'code',
    'n',
    'exposed',
    'unexposed',
    'comparator',
    'rateRatio',
    'riskDifference',
    'adjustedP',
  ],
  relative: [
    'event',
    'code',
    'n',
    'rateRatio',
    'calibratedRatio',
    'riskRatio',
    'p',
    'adjustedP',
    'calibratedP',
  ],
};

export interface ColumnsOf {
  readonly scale: SafetyChoice['scale'];
  readonly against: SafetyChoice['against'];
  readonly hasComparator: boolean;
  /** False discovery rate above which nothing is marked. */
  readonly level: number;
  readonly onOpen: (id: string, open: boolean) => void;
}

/** Which columns a scale has. */
export function columnIds({ scale, hasComparator }: ColumnsOf): readonly EventColumn[] {
  return shownAt[scale].filter((id) => hasComparator || id !== 'comparator');
}

/** The columns of the event table: absolute figures carry intervals where only they are shown, ratios everywhere. */
export function columnsShown(texts: Texts, of: ColumnsOf): readonly GridColumn[] {
  const { t } = texts;
  const isWide = of.scale === 'absolute';
  const widths: Readonly<Record<EventColumn, number | null>> = {
    event: null,
    code: 62,
    n: 50,
    exposed: isWide ? 132 : 52,
    unexposed: isWide ? 132 : 52,
    comparator: isWide ? 132 : 52,
    rateRatio: 120,
    calibratedRatio: 132,
    riskRatio: 126,
    rateDifference: 142,
    riskDifference: isWide ? 142 : 58,
    nnh: 58,
    p: 58,
    adjustedP: 60,
    calibratedP: 60,
  };
  return columnIds(of).map((id) => ({
    id,
    label: t(`safety.column.${id}`),
    title: t(`safety.column.${id}.full`),
    align: id === 'event' || id === 'code' ? 'start' : 'end',
    width: widths[id],
    render: (line) => <Cell id={id} line={line} texts={texts} of={of} />,
  }));
}

function Cell({
  id,
  line,
  texts,
  of,
}: {
  readonly id: EventColumn;
  readonly line: EventLine;
  readonly texts: Texts;
  readonly of: ColumnsOf;
}) {
  const { locale, t, own } = texts;
  const { row } = line;
  const comparison = against(row, of.against);
  const marked = direction(comparison, of.level);
  const isWide = of.scale === 'absolute';
  switch (id) {
    case 'event':
      return (
        <EventName line={line} marked={marked} signal={comparison?.signal ?? false} onOpen={of.onOpen} />
      );
    case 'code':
      return <span className="mono quiet">{row.code}</span>;
    case 'n': {
      const count = row.groups[0]?.withEvent;
      return count === undefined ? (
        nothing
      ) : (
        <CountValue count={count} label={`${own(row.name)} · ${t('safety.group.exposed')}`} />
      );
    }
    case 'exposed':
      return <Rate group={row.groups[0]} isWide={isWide} texts={texts} />;
    case 'unexposed':
      return <Rate group={row.groups[1]} isWide={isWide} texts={texts} />;
    case 'comparator':
      return <Rate group={row.groups[2]} isWide={isWide} texts={texts} />;
    case 'rateRatio':
    case 'riskRatio':
    case 'calibratedRatio': {
      const ratio = ratioOf(comparison, id);
      if (!ratio) return <span className="quiet">{nothing}</span>;
      return (
        <>
          <strong className={id === 'rateRatio' && marked ? `ratio ${marked}` : 'ratio'}>
            {ratioText(locale, ratio.estimate)}
          </strong>{' '}
          <span className="interval">{intervalText(locale, ratio, ratioText)}</span>
        </>
      );
    }
    case 'rateDifference':
    case 'riskDifference': {
      const difference =
        id === 'rateDifference'
          ? (comparison?.rateDifference ?? null)
          : scaled(comparison?.riskDifference ?? null, 1000);
      if (!difference) return <span className="quiet">{nothing}</span>;
      return (
        <>
          {differenceText(locale, difference.estimate)}
          {isWide && <span className="interval"> {intervalText(locale, difference, differenceText)}</span>}
        </>
      );
    }
    case 'nnh':
      return comparison?.numberNeededToHarm == null ? (
        <span className="quiet">{nothing}</span>
      ) : (
        texts.number(Math.ceil(comparison.numberNeededToHarm))
      );
    case 'p':
      return pShort(locale, comparison?.p);
    case 'adjustedP':
      return pShort(locale, comparison?.adjustedP);
    case 'calibratedP':
      return pShort(locale, comparison?.calibrated?.p);
  }
}

export function ratioOf(
  comparison: SafetyComparison | null,
  id: 'rateRatio' | 'riskRatio' | 'calibratedRatio',
) {
  if (!comparison) return null;
  return id === 'calibratedRatio' ? (comparison.calibrated?.rateRatio ?? null) : comparison[id];
}

/** A rate; one that is withheld says so by the count that it would tell. */
function Rate({
  group,
  isWide,
  texts,
}: {
  readonly group: GroupRate | undefined;
  readonly isWide: boolean;
  readonly texts: Texts;
}) {
  const { locale, t, count } = texts;
  if (!group) return <span className="quiet">{nothing}</span>;
  if (!group.rate) {
    const { withEvent } = group;
    if (typeof withEvent === 'number') return <span className="quiet">{nothing}</span>;
    return (
      <span className="withheld" title={t(`withheld.${withEvent.withheld}`, { below: withEvent.below })}>
        {count(withEvent)}
      </span>
    );
  }
  const whole = `${rateText(locale, group.rate.estimate)} ${intervalText(locale, group.rate, rateText)}`;
  return (
    <span {...(isWide ? {} : { title: whole })}>
      {rateText(locale, group.rate.estimate)}
      {isWide && <span className="interval"> {intervalText(locale, group.rate, rateText)}</span>}
    </span>
  );
}
