import type { PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import { countText } from '../../../shared/report/charts/countText.ts';
import {
  namedGroups,
  outcomeText,
  rateText,
  ratioText,
  shortP,
} from '../../../shared/report/charts/safetyMarks.ts';
import { comparedWith, leadingEvents } from '../../../shared/report/safety/leadingEvents.ts';
import type { SafetyFindings } from '../../../shared/report/safety/safetyReportModel.ts';
import { maySaySignal, timeAtRiskName } from '../../../shared/report/safety/safetyText.ts';
import { fewestControls } from '../../../shared/study/safety/analysis/controlStrip.ts';
import type { GroupRate, SafetyRow } from '../../../shared/study/safety/safetyResult.ts';
import type { Terminal } from '../terminal.ts';

/** Events that are told on the terminal. */
const TOLD = 5;

/** Who was looked at, how many comparisons were made, what may be called a signal, and the leading events. */
export function safetyLines({ study, result }: SafetyFindings, terminal: Terminal): string[] {
  const { locale } = terminal;
  const { exposure, comparisons, controls, timesAtRisk } = result;
  const count = (persons: PublishedCount) => countText(locale, persons);
  const names = namedGroups(result, study, locale);
  const groups = exposure.groups.map(({ group, persons, personYears }, g) =>
    terminal.text('cli.safety.group', {
      role: terminal.text(`cli.safety.role.${group}`),
      name: group === 'unexposed' ? '' : ` (${names[g]?.name ?? ''})`,
      persons: count(persons),
      years: personYears === null ? '—' : terminal.number(Math.round(personYears)),
    }),
  );
  const [first] = timesAtRisk;
  const leading = leadingEvents(first?.rows ?? [], TOLD);
  const estimable = { estimable: controls?.estimable ?? 0, asked: controls?.asked ?? 0 };
  return [
    ...groups,
    terminal.text('safetyReport.footer', { comparisons }),
    maySaySignal(result)
      ? terminal.text('cli.safety.maySignal', estimable)
      : controls === null
        ? terminal.text('safetyReport.noControls')
        : terminal.text('cli.safety.noSignal', { ...estimable, fewest: fewestControls }),
    terminal.text('cli.safety.leading', { name: timeAtRiskName(study, first?.timeAtRisk ?? '', locale) }),
    ...(leading.length === 0
      ? [`  ${terminal.text('safetyReport.noneLeads')}`]
      : leading.map((row) => `  ${eventLine(row, exposure.groups.length, terminal)}`)),
  ];
}

function eventLine(row: SafetyRow, groups: number, terminal: Terminal): string {
  const { locale } = terminal;
  const own = comparedWith(row, 'unexposed');
  const rate = (group: GroupRate | undefined) =>
    group?.rate ? rateText(locale, group.rate.estimate) : group ? countText(locale, group.withEvent) : '—';
  const rates = Array.from({ length: groups }, (_, g) => rate(row.groups[g])).join(' / ');
  return terminal.text('cli.safety.event', {
    mark: own?.signal ? '● ' : '',
    event: outcomeText(row, locale),
    rates,
    ratio: own?.rateRatio ? ratioText(locale, own.rateRatio) : '—',
    p: own?.adjustedP == null ? '—' : shortP(locale, own.adjustedP),
  });
}
