/** Messages of the pictures of the adverse event dashboard. */
export const safetyPictures = {
  'safety.picture.loading': 'Fetching {name}…',
  'safety.picture.choose': 'Look at {name}',
  'safety.volcano.title': 'Volcano',
  'safety.volcano.aside': '{count} {count|event|events} · vs {other}',
  'safety.volcano.points': 'Events: arrows to move, Enter to look at one, Space to pick it out',
  'safety.volcano.note':
    'Size: number of events. Filled: a signal (stands up to double FDR after calibration by negative controls). Ring: double FDR without calibration alone. ▲: beyond the axes. Drag to pick out.',
  'safety.volcano.noteFew':
    'Size: number of events. Ring: stands up to double FDR. Too few negative controls to call anything a signal. ▲: beyond the axes. Drag to pick out.',
  'safety.volcano.noLine': 'Nothing stands up to double FDR: there is no line.',
  'safety.volcano.none':
    'No event has a rate ratio against {other} that may be shown. Look at the whole population, or against the other group.',
  'safety.volcano.ratio': 'rate ratio {ratio}',
  'safety.volcano.p': 'p {p}',
  'safety.volcano.adjusted': 'double FDR {p}',
  'safety.volcano.calibrated': 'calibrated p {p}',
  'safety.volcano.events': '{count} {count|event|events}',
  'safety.dots.title': 'Rates and ratios',
  'safety.dots.aside': 'the leading {count} · vs {other}',
  'safety.dots.note': '◆: a signal. Bars are 95% intervals; arrows: beyond the axis.',
  'safety.dots.noteAbsolute': 'Bars are 95% intervals.',
  'safety.dots.none':
    'No rate of these events may be shown, or none matches. Loosen the search or the filters.',
  'safety.tree.title': 'Tree scan',
  'safety.tree.aside': '{window} · exposed vs unexposed',
  'safety.tree.note':
    'p: {replications} Monte Carlo replications over the whole hierarchy. Branches that hold the same persons are told once.',
  'safety.tree.otherWindow': 'The tree is of the first time at risk ({window}), whatever the table shows.',
  'safety.tree.more': '{count} more in the table.',
  'safety.tree.cohorts':
    'The events of this study are listed cohorts, which have no hierarchy to scan. Choose the hierarchy in the settings.',
  'safety.tree.none': 'No branch has more events than expected, or none that may be shown.',
  'safety.tree.noMatch': 'No branch with an excess is among what is shown. Loosen the search or the filters.',
  'safety.strip.title': 'Negative controls',
  'safety.strip.estimable': '{estimable} of {asked} estimable',
  'safety.strip.error': 'EASE {error}',
  'safety.strip.note':
    '{window}, exposed vs unexposed. The true ratio of a negative control is 1. EASE: expected absolute systematic error (log scale).',
  'safety.strip.hidden': '{count} {count|control is|controls are} not drawn, for few have the event.',
  'safety.strip.noSignal': 'Nothing is called a signal',
  'safety.strip.none':
    'The study has no negative controls: systematic error is not known, and nothing is called a signal. Add at least 20 in the settings.',
  'safety.strip.withheld': 'Of no negative control an estimate may be shown: too few persons have them.',
  'safety.outcome.title': 'The chosen event',
  'safety.outcome.notChosen':
    'Choose an event in the table or the volcano to see when, in whom and where it happens.',
  'safety.outcome.filtered':
    'Not shown while only a part of the persons is looked at: beside the whole it would tell of few. Take the filter away to see it.',
  'safety.onset.title': 'Time to onset',
  'safety.onset.note': 'Rate in each window after index, with its exact 95% interval.',
  'safety.onset.withheld':
    'In every window too few persons have the event for a rate to be shown. Of an event with others below it, choose one of those.',
  'safety.curves.title': 'Cumulative incidence',
  'safety.curves.note':
    'Aalen–Johansen, death competing. Points are at least the minimum cell of events apart.',
  'safety.curves.missing': 'Not shown, for few have the event: {names}.',
  'safety.curves.withheld':
    'Too few persons have the event for a curve to be shown. Of an event with others below it, choose one of those.',
  'safety.dose.title': 'By dose',
  'safety.dose.trend': 'trend p {p}',
  'safety.dose.note': 'Tertiles of the exposed by the daily dose of their first supply.',
  'safety.dose.one': 'All of the exposed have the same dose: there are no tertiles to compare.',
  'safety.dose.none': 'The dose of the exposed is not known in this release.',
  'safety.dose.withheld':
    'In every tertile too few persons have the event for a rate to be shown. Of an event with others below it, choose one of those.',
  'safety.ageSex.title': 'By age and sex',
  'safety.ageSex.note': 'On the right, standardised to the time at risk of the exposed by age and sex.',
  'safety.ageSex.withheld': 'In every age and sex too few persons have the event for a rate to be shown.',
  'safety.funnel.title': 'By institution',
  'safety.funnel.outside': '{outside} of {shown} outside',
  'safety.funnel.note':
    'Exposed persons. Middle line: their overall rate; dashed 95%, solid 99.8% limits of chance. Institutions are numbered.',
  'safety.funnel.hidden':
    '{count} {count|institution is|institutions are} not drawn, for few have the event.',
  'safety.funnel.none': 'There are not two institutions to compare, or the release does not tell them apart.',
  'safety.funnel.withheld':
    'In every institution too few persons have the event for a rate to be shown. Of an event with others below it, choose one of those.',
} as const;
