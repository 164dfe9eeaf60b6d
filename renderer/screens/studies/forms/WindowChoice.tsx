import type { CovariateWindow } from '../../../../shared/study/specification/comparisonSpecification.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useTexts } from '../../../state/AppContext.tsx';

export const covariateWindows: readonly CovariateWindow[] = ['anyTime', 'long', 'medium', 'short', 'index'];

/** How far before index records are looked for. */
export function WindowChoice({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: CovariateWindow;
  readonly onChange: (window: CovariateWindow) => void;
}) {
  const { t } = useTexts();
  return (
    <Choice
      label={label}
      value={value}
      onChange={onChange}
      options={covariateWindows.map((id) => ({ id, label: t(`study.window.${id}`) }))}
    />
  );
}
