import { useMemo } from 'react';
import { type NamedGroup, namedGroups, outcomeText } from '../../../../shared/report/charts/safetyMarks.ts';
import type { SafetyResult, SafetyRow, SafetyTable } from '../../../../shared/study/safety/safetyResult.ts';
import type { SafetySpecification } from '../../../../shared/study/safety/specification/safetySpecification.ts';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import type { SafetyChoice } from '../../../state/safety.ts';
import type { Study } from '../../../state/studies.ts';
import { safetyCaption, specificationOf } from '../safetyCaption.ts';
import { tableOf } from '../safetyCounts.ts';
import { wantedOutcomes } from '../table/eventRows.ts';

export interface PictureProps {
  readonly study: Study;
  readonly result: SafetyResult;
  /** With nothing left open that can be decided. */
  readonly choice: SafetyChoice;
}

/** What every picture of a dashboard is drawn from: one result, one choice, and nothing else. */
export interface PictureView extends PictureProps {
  readonly specification: SafetySpecification;
  readonly table: SafetyTable;
  readonly groups: readonly NamedGroup[];
  /** Outcomes that the choice leaves; null: all. */
  readonly wanted: ReadonlySet<string> | null;
  /** The row of the outcome that is chosen. */
  readonly row: SafetyRow | null;
  readonly rowName: string;
  /** What a picture that leaves says it is of. */
  readonly caption: string;
  /** A time-at-risk in the study's words. */
  readonly windowName: (id: string) => string;
  /** Whom the exposed are compared with. */
  readonly other: string;
}

/** Null for a study that cannot be read, or without a table. */
export function usePictureView({ study, result, choice }: PictureProps): PictureView | null {
  const texts = useTexts();
  const text = useAppState(({ safetyWork }) => safetyWork.runs[study.id]?.text ?? study.text);
  return useMemo(() => {
    const specification = specificationOf(text);
    const table = tableOf(result, choice.timeAtRisk);
    if (!specification || !table) return null;
    const windowName = (id: string) =>
      texts.own(specification.timesAtRisk.find((one) => one.id === id)?.name ?? id);
    const groups = namedGroups(result, specification, texts.locale);
    const row = table.rows.find(({ id }) => id === choice.outcome) ?? null;
    return {
      study,
      result,
      choice,
      specification,
      table,
      groups,
      wanted: wantedOutcomes(table.rows, choice),
      row,
      rowName: row ? outcomeText(row, texts.locale) : '',
      caption: safetyCaption(result, study, table.timeAtRisk, texts),
      windowName,
      other: groups.find(({ group }) => group === choice.against)?.name ?? '',
    };
  }, [study, result, choice, text, texts]);
}
