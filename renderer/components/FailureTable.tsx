import CircleAlert from 'lucide-react/icons/circle-alert';
import type { Failure } from '../../shared/errors/akashiError.ts';
import { useTexts } from '../state/AppContext.tsx';
import { ScrollRegion } from './ScrollRegion.tsx';

/** Problems as a list: where each lies (file or table, row, column) and what it is and asks for. */
export function FailureTable({
  failures,
  label,
}: {
  readonly failures: readonly Failure[];
  readonly label: string;
}) {
  const { t, failure: message, number } = useTexts();
  const places = failures.map(placeOf);
  const withRow = places.some(({ row }) => row !== null);
  const withColumn = places.some(({ column }) => column !== null);
  return (
    <ScrollRegion className="table-scroll" label={t('table.scroll', { table: label })}>
      <table className="data failures" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('failures.place')}</th>
            {withRow && (
              <th scope="col" className="end">
                {t('failures.row')}
              </th>
            )}
            {withColumn && <th scope="col">{t('failures.column')}</th>}
            <th scope="col">{t('failures.message')}</th>
          </tr>
        </thead>
        <tbody>
          {failures.map((failure, i) => {
            const place = placeOf(failure);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole and never reordered
              <tr key={i}>
                <td className="mono place">{place.file ?? '—'}</td>
                {withRow && <td className="end num">{place.row === null ? '' : number(place.row)}</td>}
                {withColumn && <td className="mono">{place.column ?? ''}</td>}
                <td>
                  <span className="failure-text">
                    <CircleAlert size={14} aria-hidden />
                    {message(failure)}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Where a failure says it lies. */
export function placeOf(failure: Failure): {
  readonly file: string | null;
  readonly row: number | null;
  readonly column: string | null;
} {
  const params: Readonly<Record<string, unknown>> = { ...failure.params };
  const text = (value: unknown) =>
    typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
  const row = params.row ?? params.line;
  return {
    file: text(params.file) ?? text(params.table) ?? text(params.path) ?? text(params.locator),
    row: typeof row === 'number' ? row : null,
    column: text(params.column),
  };
}
