import X from 'lucide-react/icons/x';
import { useMemo } from 'react';
import { Input, Button as PressTarget, SearchField } from 'react-aria-components';
import {
  noFilter,
  type SafetyFilter,
  type SafetyResult,
} from '../../../../shared/study/safety/safetyResult.ts';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import type { SafetyChoice } from '../../../state/safety.ts';
import { chooseInSafety, filterSafety } from '../../../state/safetyRuns.ts';
import type { Study } from '../../../state/studies.ts';
import { ageBandText, filterText, specificationOf } from '../safetyCaption.ts';
import { tableOf } from '../safetyCounts.ts';

interface SafetyBarProps {
  readonly study: Study;
  readonly result: SafetyResult;
  readonly choice: SafetyChoice;
}

const all = 'all';
/** Chapters and blocks: finer parts are found by searching. */
const deepestPart = 1;

/** What is shown: of whom, in which time at risk, against whom, and which of the outcomes. */
export function SafetyBar({ study, result, choice }: SafetyBarProps) {
  const app = useApp();
  const texts = useTexts();
  const { t, own, locale } = texts;
  const text = useAppState(({ safetyWork }) => safetyWork.runs[study.id]?.text ?? study.text);
  const choose = (patch: Partial<SafetyChoice>) => chooseInSafety(app, study.id, patch);
  const filter = (patch: Partial<SafetyFilter>) =>
    void filterSafety(app, study, { ...choice.filter, ...patch });
  const rows = tableOf(result, choice.timeAtRisk)?.rows;
  const parts = useMemo(
    () =>
      (rows ?? [])
        .filter(
          ({ level, id }) => level <= deepestPart && (rows ?? []).some(({ parents }) => parents.includes(id)),
        )
        .toSorted((a, b) => (a.code < b.code ? -1 : 1))
        .map(({ id, code, name }) => ({ id, label: `${code} ${own(name)}` })),
    [rows, own],
  );
  const names = specificationOf(text)?.timesAtRisk ?? [];
  const hasComparator = result.exposure.groups.some(({ group }) => group === 'comparator');
  return (
    <section className="safety-bar" aria-label={t('safety.bar')}>
      <Choice
        label={t('safety.timeAtRisk')}
        className="safety-window"
        value={choice.timeAtRisk}
        onChange={(timeAtRisk) => choose({ timeAtRisk })}
        options={result.timesAtRisk.map(({ timeAtRisk: id }) => ({
          id,
          label: own(names.find((one) => one.id === id)?.name ?? id),
        }))}
      />
      {hasComparator && (
        <Segments<SafetyChoice['against']>
          label={t('safety.against')}
          value={choice.against}
          onChange={(against) => choose({ against })}
          options={(['unexposed', 'comparator'] as const).map((id) => ({
            id,
            label: t(`safety.against.${id}`),
          }))}
        />
      )}
      <Segments<SafetyChoice['scale']>
        label={t('safety.scale')}
        value={choice.scale}
        onChange={(scale) => choose({ scale })}
        options={(['absolute', 'both', 'relative'] as const).map((id) => ({
          id,
          label: t(`safety.scale.${id}`),
        }))}
      />
      <span className="spacer" />
      <Segments
        label={t('chart.sex.title')}
        value={choice.filter.sex ?? all}
        onChange={(sex) => filter({ sex: sex === all ? null : sex })}
        options={[
          { id: all, label: t('safety.sex.all') },
          { id: 'male', label: t('safety.sex.male') },
          { id: 'female', label: t('safety.sex.female') },
        ]}
      />
      <Choice
        label={t('safety.age')}
        value={choice.filter.ageBand === null ? all : String(choice.filter.ageBand)}
        onChange={(band) => filter({ ageBand: band === all ? null : Number(band) })}
        options={[
          { id: all, label: t('safety.age.all') },
          ...result.ageBands.map((band, i) => ({ id: String(i), label: ageBandText(band, t) })),
        ]}
      />
      {parts.length > 0 && (
        <Choice
          label={t('safety.within')}
          className="safety-within"
          value={choice.within ?? all}
          onChange={(id) => choose({ within: id === all ? null : id })}
          options={[{ id: all, label: t('safety.within.all') }, ...parts]}
        />
      )}
      <SearchField
        className="safety-search"
        aria-label={t('safety.search')}
        value={choice.search}
        onChange={(search) => choose({ search })}
      >
        <Input placeholder={t('safety.search')} lang={locale} />
      </SearchField>
      <Shown study={study} result={result} choice={choice} />
    </section>
  );
}

/** What is on screen is of, and what narrows the list, each of which can be taken away. */
function Shown({ study, result, choice }: SafetyBarProps) {
  const app = useApp();
  const texts = useTexts();
  const { t, own } = texts;
  const state = useAppState(({ safetyWork }) => safetyWork.runs[study.id]?.state);
  const { filter, picked, within, search } = choice;
  const isWhole = filter.sex === null && filter.ageBand === null;
  const name = tableOf(result, choice.timeAtRisk)?.rows.find(({ id }) => id === within)?.name;
  const choose = (patch: Partial<SafetyChoice>) => chooseInSafety(app, study.id, patch);
  const isAnything = !isWhole || picked !== null || within !== null || search !== '';
  return (
    <div className="safety-shown">
      <p role="status" aria-live="polite">
        {t('safety.shown', { persons: filterText(result.filter, result.ageBands, texts) })}
        {state === 'filtering' &&
          t('safety.shown.next', { persons: filterText(filter, result.ageBands, texts) })}
      </p>
      {filter.sex !== null && (
        <Chip
          text={t(`safety.sex.${filter.sex}`)}
          onRemove={() => void filterSafety(app, study, { ...filter, sex: null })}
        />
      )}
      {filter.ageBand !== null && result.ageBands[filter.ageBand] && (
        <Chip
          text={ageBandText(result.ageBands[filter.ageBand] ?? { from: 0, to: null }, t)}
          onRemove={() => void filterSafety(app, study, { ...filter, ageBand: null })}
        />
      )}
      {name !== undefined && <Chip text={own(name)} onRemove={() => choose({ within: null })} />}
      {search !== '' && (
        <Chip text={t('safety.searched', { text: search })} onRemove={() => choose({ search: '' })} />
      )}
      {picked !== null && (
        <Chip text={t('safety.picked', { count: picked.length })} onRemove={() => choose({ picked: null })} />
      )}
      {isAnything && (
        <Button
          kind="quiet"
          onPress={() => {
            choose({ picked: null, within: null, search: '' });
            if (!isWhole) void filterSafety(app, study, noFilter);
          }}
        >
          {t('explore.clearAll')}
        </Button>
      )}
    </div>
  );
}

function Chip({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }) {
  const { t } = useTexts();
  return (
    <PressTarget
      className="explore-chip"
      aria-label={t('explore.removeFilter', { filter: text })}
      onPress={onRemove}
    >
      <span className="explore-chip-text">{text}</span>
      <X size={13} aria-hidden />
    </PressTarget>
  );
}
