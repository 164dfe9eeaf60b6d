/** Design warnings of cohort definitions; see shared/cohort/checks. */
export const checks = {
  'check.adjustment.reversed':
    '“{label}”: the dates are moved so that the start lies after the end. Look at the numbers of days.',
  'check.censor.isEntry':
    'The censoring event “{label}” is the entry event “{other}”: cohort periods end on the day they begin.',
  'check.censorWindow.reversed': 'The period of study starts after it ends: nobody can be in the cohort.',
  'check.collapse.acrossGaps':
    'Cohort periods last until observation ends, so combining those up to {days} {days|day|days} apart bridges time without observation.',
  'check.collapse.longPad':
    'Cohort periods up to {days} {days|day|days} apart are combined. Make sure that gaps of more than a year are meant to be bridged.',
  'check.collapse.onePerPerson':
    'Each person has one entry, so combining periods up to {days} {days|day|days} apart has no effect.',
  'check.conceptSet.allExcluded': 'The concept set “{label}” only excludes: it holds nothing.',
  'check.conceptSet.contradiction':
    '“{label}” is both included and excluded in its concept set. The exclusion wins.',
  'check.conceptSet.domainMismatch':
    'The codes of “{label}” belong to another domain than the one this looks in. It may find no records.',
  'check.conceptSet.duplicate':
    'The concept set “{label}” holds the same as “{other}”. One of them is enough.',
  'check.conceptSet.empty': 'The concept set “{label}” is empty.',
  'check.conceptSet.missingConcepts':
    'The vocabulary of this release lacks {count} {count|code|codes} of the concept set “{label}”.',
  'check.conceptSet.repeatedItem': '“{label}” is twice in its concept set.',
  'check.conceptSet.unresolved': 'The concept set “{label}” comes to nothing in this release.',
  'check.conceptSet.unused': 'No condition uses the concept set “{label}”.',
  'check.conceptSet.unusedInRelease': 'No record of this release has a code of the concept set “{label}”.',
  'check.counts.entryAddsNobody': 'Nobody has the entry event “{label}”.',
  'check.counts.noEntry':
    'Nobody meets the entry criteria. Look at the codes of the entry events and at the days of observation.',
  'check.counts.nobodyLeft': 'Nobody meets all inclusion rules at once.',
  'check.counts.removesEverybody': 'Nobody meets the rule “{label}”.',
  'check.counts.removesNobody': 'Everybody meets the rule “{label}”: it removes nobody.',
  'check.criterion.anyConcept': '“{label}” names no codes: every record of its kind counts.',
  'check.criterion.anyType':
    '{count} {count|entry event does|entry events do} not say which type of record counts (claims, charts, check-ups): all types do.',
  'check.criterion.drugEraClaims':
    '“{label}” uses drug eras, which may be wrong for drugs without days’ supply, such as injections.',
  'check.criterion.firstBeforeFilters':
    '“{label}”: the first event is chosen before the other conditions. It is not the first event that meets them, but the first of all, if it meets them.',
  'check.criterion.noVisit':
    '“{label}”: records of this domain belong to no visit, so “the same visit” is never met.',
  'check.criterion.repeated': '“{label}” asks for the same as “{other}”.',
  'check.criterion.valueWithoutUnit':
    '“{label}”: the value has no unit. Records in different units may be mixed.',
  'check.dates.outsideRelease': '“{label}” lies outside the observation of this release ({first} to {last}).',
  'check.death.beforeEntry': '“{label}” asks for a death before the index date.',
  'check.dose.noColumn':
    '“{label}”: OMOP CDM 5.4 has no such column. Use the daily dose of the akashi extension instead.',
  'check.entry.excludedByRule':
    '“{label}” rules out the entry event itself on the index date: nobody can meet it. Let its window end the day before.',
  'check.entry.notFirst':
    'Only each person’s earliest entry is used, but the events are not “first” ones: with the observation required before, the earliest may not be the person’s first (prevalent users or cases are let in).',
  'check.entry.requiredByRule': '“{label}” is always met: the entry event itself counts.',
  'check.exit.beforeEntry': 'The cohort would end before the index date: nobody can be in it.',
  'check.exit.drugNotInEntry': 'The drug that decides the exit, “{label}”, is not that of an entry event.',
  'check.exit.emptyDrug': 'The concept set of the drug that decides the exit, “{label}”, is empty.',
  'check.exit.mayPrecedeEntry':
    '“{label}”: persons whose end would lie before the index date are not in the cohort.',
  'check.exit.nextDay':
    'These events have no recorded end: the next day stands for it, and cohort periods last two days.',
  'check.exit.noGap': 'No gap between exposures is allowed: one day without a supply ends the use.',
  'check.exit.none':
    'A person may have several entries, but no exit is given: their periods last until observation ends and become one.',
  'check.exit.sameDay':
    'Cohort periods last only the index date. Analyses that need follow-up cannot use them.',
  'check.exit.supplyZero': 'Every exposure is taken to last 0 days: use does not continue.',
  'check.filter.emptyConceptSet':
    '“{label}”: no concept set is chosen. Only whether there is a value matters.',
  'check.filter.emptyList': '“{label}” has a condition with nothing chosen. It is ignored.',
  'check.filter.emptyText': '“{label}”: the text to compare with is empty.',
  'check.group.alwaysMet': '“{label}” is always met.',
  'check.group.empty': 'A group is empty. It counts as met.',
  'check.group.neverMet': '“{label}”: there are only {members}, so {count} can never be met.',
  'check.limit.progression':
    '“{label}”: an earlier step already kept fewer events of each person; this cannot bring them back.',
  'check.observation.longerThanRelease':
    '{days} days of observation are required, but this release has {longest} days from the first day of observation to the last: nobody meets it.',
  'check.observation.mostTooShort':
    '{days} days of observation are required, but the median observation in this release is {median} days: more than half are left out.',
  'check.occurrence.always': '“{label}”: at least 0 is always met. Did you mean none, or at least 1?',
  'check.person.ageContradiction': '“{label}” and “{other}” cannot both hold: nobody meets them.',
  'check.person.empty': 'A condition on the person is empty: everybody meets it.',
  'check.person.sexContradiction': '“{label}” and “{other}” cannot both hold: nobody meets them.',
  'check.range.implausibleAge': '“{label}”: an age above {age} is given.',
  'check.range.negative': '“{label}”: a negative number is given.',
  'check.range.reversed': '“{label}”: the lower bound is above the upper one, so no value fits.',
  'check.rule.contradiction': '“{label}” and “{other}” cannot both hold: nobody meets them.',
  'check.rule.empty': 'The rule “{label}” has no conditions: everybody meets it.',
  'check.rule.repeated': 'The rule “{label}” asks for the same as “{other}”.',
  'check.rule.sameName': 'Two rules have the same name “{label}”.',
  'check.rule.unnamed': 'The rule “{label}” has no name, which makes the attrition hard to read.',
  'check.window.future':
    '“{label}” selects by what happens after the index date. Follow-up that starts at the index date then has immortal time.',
  'check.window.longerThanObservation':
    '“{label}” looks back {days} {days|day|days}, but only {observed} {observed|day|days} of observation are required: it may be missed where observation is shorter.',
  'check.window.oddOpen':
    '“{label}”: an open end of the window means the far end of the observation period. Check before and after.',
  'check.window.reversed': '“{label}”: the window starts after it ends, so no record can fall into it.',
  'check.window.unlikeOthers':
    '“{label}” looks back {days} {days|day|days} while the other conditions look back {usual}.',
  'check.window.unobservedAfter':
    '“{label}” asks for absence after the index date, but only {observed} {observed|day|days} of observation after it are required: those who were just not observed meet it too.',
  'check.window.washoutUnobserved':
    '“{label}” asks for absence from {days} {days|day|days} before, but only {observed} {observed|day|days} of observation are required: those who were just not observed meet it too.',
  'severity.error': 'Error',
  'severity.warning': 'Warning',
  'severity.info': 'Note',
  'warnings.title': 'Design checks',
  'warnings.none': 'No errors or warnings of design were found.',
  'warnings.more': '{count} more of this kind',
  'warnings.showNotes': 'Show {count} {count|note|notes}',
  'warnings.hideNotes': 'Hide notes',
} as const;
