import type { SafetyFilter, SafetyResult } from '../../../shared/study/safety/safetyResult.ts';
import { parseSafetyStudy } from '../../../shared/study/safety/specification/parseSafetyStudy.ts';
import type { SafetySpecification } from '../../../shared/study/safety/specification/safetySpecification.ts';
import type { Texts } from '../../state/AppContext.tsx';
import { type Study, studyTitle } from '../../state/studies.ts';

const known = new Map<string, SafetySpecification | null>();
const mostKnown = 20;

/** The study that a result is of, by the text that was run; null where it cannot be read (it could when it was run). */
export function specificationOf(text: string): SafetySpecification | null {
  const present = known.get(text);
  if (present !== undefined) return present;
  const parsed = parseSafetyStudy({ name: '', text });
  const specification = parsed.ok ? parsed.study : null;
  if (known.size >= mostKnown) known.clear();
  known.set(text, specification);
  return specification;
}

/** The part of the persons that numbers are of, in words. */
export function filterText(
  { sex, ageBand }: SafetyFilter,
  ageBands: SafetyResult['ageBands'],
  { t }: Texts,
): string {
  const band = ageBand === null ? null : (ageBands[ageBand] ?? null);
  const parts = [
    ...(sex === null ? [] : [t(`safety.sex.${sex}`)]),
    ...(band === null ? [] : [ageBandText(band, t)]),
  ];
  return parts.length === 0 ? t('safety.filter.everybody') : parts.join(t('safety.filter.and'));
}

export function ageBandText({ from, to }: SafetyResult['ageBands'][number], t: Texts['t']): string {
  if (to === null) return t('safety.age.from', { from });
  return from === 0 ? t('safety.age.below', { to: to + 1 }) : t('safety.age.band', { from, to });
}

/** What a table or picture taken out is of. */
export function safetyCaption(
  { filter, ageBands, provenance }: SafetyResult,
  study: Study,
  timeAtRisk: string,
  texts: Texts,
): string {
  const { t, own } = texts;
  const windows = specificationOf(study.text)?.timesAtRisk ?? [];
  return t('safety.caption', {
    study: own(studyTitle(study)),
    window: own(windows.find(({ id }) => id === timeAtRisk)?.name ?? timeAtRisk),
    persons: filterText(filter, ageBands, texts),
    release: provenance.releaseId,
    digest: provenance.releaseDigest.slice(0, 12),
    hash: provenance.definitionHash.slice(0, 12),
  });
}
