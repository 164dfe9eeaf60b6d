import Plus from 'lucide-react/icons/plus';
import { useMemo, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { isWithheld } from '../../../../shared/disclosure/publishedCount.ts';
import { estimateText } from '../../../../shared/report/study/effectText.ts';
import type { MatrixCell, TreatmentMatrix } from '../../../../shared/study/matrix/treatmentMatrix.ts';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { CountValue } from '../../../components/Provenance.tsx';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { freeId } from '../../../state/studyForm.ts';
import { type FormProps, useStudySetters } from './formProps.ts';

/**
 * One axis against all others, the many down; pressing cells marks them, and what is marked becomes an arm.
 */
export function MatrixTable({ matrix, ...props }: FormProps & { readonly matrix: TreatmentMatrix }) {
  const { t, own, count, locale } = useTexts();
  const { add } = useStudySetters(props, 'arms');
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState(0);
  const { rows, columns, firstAcross, categoryOf, cellAt } = useMemo(() => arranged(matrix), [matrix]);
  const nameOf = (axis: number, place: number) =>
    place < 0 ? t('studies.matrix.none') : own(matrix.axes[axis]?.categories[place]?.name ?? '');
  const nameOfAll = (category: readonly number[], from: number) =>
    category.length === 0
      ? t('chart.persons')
      : category.map((place, i) => nameOf(i + from, place)).join(' · ');
  const rowName = (row: readonly number[]) => nameOfAll(row, firstAcross ? 1 : 0);
  const columnName = (column: readonly number[]) => nameOfAll(column, firstAcross ? 0 : 1);
  const corner = firstAcross ? matrix.axes.slice(1) : matrix.axes.slice(0, 1);
  const chosen = matrix.cells.filter((cell) => marked.has(keyOf(cell.category)));
  const arm = armOf(matrix, chosen);
  const outcomes = matrix.cells[0]?.outcomes ?? [];
  const outcomeName = (id: string) => own(props.form.outcomes.find((one) => one.id === id)?.name ?? id);
  const label = t('studies.matrix.title');
  const toggle = (key: string, on: boolean) =>
    setMarked(new Set(on ? [...marked, key] : [...marked].filter((other) => other !== key)));
  return (
    <div className="study-matrix">
      <div className="study-chooser">
        <span>
          {t('chart.persons')} <CountValue count={matrix.persons} label={label} />
        </span>
        {outcomes.length > 0 && (
          <Choice
            label={t('studies.outcome')}
            value={String(outcome)}
            onChange={(id) => setOutcome(Number(id))}
            options={outcomes.map((one, i) => ({ id: String(i), label: outcomeName(one.outcome) }))}
          />
        )}
        <span className="spacer" />
        <span className="hint" role="status">
          {chosen.length === 0
            ? t('studies.matrix.mark')
            : arm === null
              ? t('studies.matrix.notProduct')
              : t('studies.matrix.marked', { count: chosen.length })}
        </span>
        <Button
          kind="primary"
          icon={Plus}
          isDisabled={arm === null}
          onPress={() => {
            if (!arm) return;
            const name = Object.entries(arm)
              .map(([axis, categories]) =>
                categories
                  .map(
                    (id) =>
                      matrix.axes.find((one) => one.id === axis)?.categories.find((one) => one.id === id)
                        ?.name ?? id,
                  )
                  .map(own)
                  .join('・'),
              )
              .join(' ');
            add('arms', { id: freeId('arm', props.form.arms), name, cells: arm });
            setMarked(new Set());
          }}
        >
          {t('studies.matrix.toArm')}
        </Button>
      </div>
      <ScrollRegion className="table-scroll" label={t('table.scroll', { table: label })}>
        <table className="data" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{corner.map(({ name }) => own(name)).join(' · ')}</th>
              {columns.map((column) => (
                <th key={keyOf(column)} scope="col" className="end">
                  {columnName(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                <th scope="row">{rowName(row)}</th>
                {columns.map((column) => {
                  const cell = cellAt(row, column);
                  const key = keyOf(categoryOf(row, column));
                  if (!cell)
                    return (
                      <td key={key} className="end quiet">
                        ·
                      </td>
                    );
                  const result = cell.outcomes[outcome];
                  const isNamed = cell.category.every((place) => place >= 0);
                  const text = count(cell.persons);
                  const rate =
                    result?.rate == null
                      ? ''
                      : t('studies.matrix.rate', { rate: estimateText(locale, result.rate, 1) });
                  return (
                    <td key={key} className="end num">
                      {isNamed ? (
                        <ToggleButton
                          className={`matrix-cell${isWithheld(cell.persons) ? ' withheld' : ''}`}
                          isSelected={marked.has(key)}
                          onChange={(on) => toggle(key, on)}
                          aria-label={`${rowName(row)} · ${columnName(column)}: ${text} ${rate}`}
                        >
                          {text}
                          {rate !== '' && <small>{rate}</small>}
                        </ToggleButton>
                      ) : (
                        <span className="matrix-cell quiet">
                          {text}
                          {rate !== '' && <small>{rate}</small>}
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

function keyOf(category: readonly number[]): string {
  return category.join(',');
}

/** Beyond so many combinations of the later axes they are read down instead of across. */
const mostAcross = 5;

function arranged({ cells }: TreatmentMatrix) {
  const byKey = new Map(cells.map((cell) => [keyOf(cell.category), cell]));
  const byPlace = (a: readonly number[], b: readonly number[]) => {
    const at = a.findIndex((place, i) => place !== b[i]);
    return at < 0 ? 0 : order(a[at] ?? 0) - order(b[at] ?? 0);
  };
  const distinct = (all: readonly (readonly number[])[]) =>
    [...new Map(all.map((category) => [keyOf(category), category])).values()].sort(byPlace);
  const first = distinct(cells.map(({ category }) => category.slice(0, 1)));
  const others = distinct(cells.map(({ category }) => category.slice(1)));
  const firstAcross = others.length > mostAcross;
  const categoryOf = (row: readonly number[], column: readonly number[]) =>
    firstAcross ? [...column, ...row] : [...row, ...column];
  return {
    firstAcross,
    rows: firstAcross ? others : first,
    columns: firstAcross ? first : others,
    categoryOf,
    cellAt: (row: readonly number[], column: readonly number[]) => byKey.get(keyOf(categoryOf(row, column))),
  };
}

/** What has no category stands last. */
function order(place: number): number {
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
}

/** The marked cells as an arm names them, which is a product of categories; null where they are none, or no product. */
function armOf(
  matrix: TreatmentMatrix,
  chosen: readonly MatrixCell[],
): Readonly<Record<string, readonly string[]>> | null {
  if (chosen.length === 0) return null;
  const places = matrix.axes.map((_, axis) => new Set(chosen.map(({ category }) => category[axis] ?? -1)));
  const isInside = (cell: MatrixCell) => cell.category.every((place, axis) => places[axis]?.has(place));
  if (matrix.cells.filter(isInside).length !== chosen.length) return null;
  return Object.fromEntries(
    matrix.axes.flatMap(({ id, categories }, axis) => {
      const wanted = categories.filter((_, place) => places[axis]?.has(place)).map((one) => one.id);
      return wanted.length === categories.length ? [] : [[id, wanted]];
    }),
  );
}
