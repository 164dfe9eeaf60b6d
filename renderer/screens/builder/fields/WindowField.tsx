import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { isObject, type JsonObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { ControlProps } from './FieldControl.tsx';
import { NumberInput } from './NumberInput.tsx';

const bounds = ['allBefore', 'before', 'after', 'allAfter'] as const;
type Bound = (typeof bounds)[number];
const anchors = ['start', 'end'] as const;

/** Days around the index event in which an event has to lie. */
export function WindowField({
  value,
  path,
  set,
  label,
  eventEnd,
}: ControlProps & { readonly eventEnd: boolean }) {
  const { t } = useTexts();
  if (!isObject(value)) {
    return (
      <Choice
        label={label}
        value="any"
        onChange={() => set(path, anyTime(eventEnd))}
        options={[
          { id: 'any', label: t('builder.sum.ever') },
          { id: 'window', label: t('builder.window.start') },
        ]}
      />
    );
  }
  const useIndexEnd = valueAt(value, ['UseIndexEnd']) === true;
  const useEventEnd = (valueAt(value, ['UseEventEnd']) ?? eventEnd) === true;
  return (
    <div className="window-field">
      <div className="control-line">
        <span className="line-label">{t('builder.window.index')}</span>
        <Choice
          label={`${label} · ${t('builder.window.index')}`}
          value={useIndexEnd ? 'end' : 'start'}
          onChange={(chosen) => set([...path, 'UseIndexEnd'], chosen === 'end')}
          options={anchors.map((id) => ({ id, label: t(`builder.window.index.${id}`) }))}
        />
      </div>
      <BoundLine side="Start" value={value} path={path} set={set} label={label} />
      <BoundLine side="End" value={value} path={path} set={set} label={label} />
      <div className="control-line">
        <span className="line-label">{t('builder.window.event')}</span>
        <Choice
          label={`${label} · ${t('builder.window.event')}`}
          value={useEventEnd ? 'end' : 'start'}
          onChange={(chosen) => set([...path, 'UseEventEnd'], chosen === 'end')}
          options={anchors.map((id) => ({ id, label: t(`builder.window.event.${id}`) }))}
        />
      </div>
    </div>
  );
}

function anyTime(UseEventEnd: boolean): JsonObject {
  return { Start: { Days: null, Coeff: -1 }, End: { Days: null, Coeff: 1 }, UseIndexEnd: false, UseEventEnd };
}

interface BoundLineProps extends Pick<ControlProps, 'value' | 'path' | 'set' | 'label'> {
  readonly side: 'Start' | 'End';
}

function BoundLine({ side, value, path, set, label }: BoundLineProps) {
  const { t } = useTexts();
  const name = t(side === 'Start' ? 'builder.window.start' : 'builder.window.end');
  const bound = valueAt(value, [side]);
  const days = valueAt(bound, ['Days']) ?? null;
  const before = Number(valueAt(bound, ['Coeff'])) < 0;
  const kind: Bound = days === null ? (before ? 'allBefore' : 'allAfter') : before ? 'before' : 'after';
  const open = kind === 'allBefore' || kind === 'allAfter';
  return (
    <div className="control-line">
      <span className="line-label">{name}</span>
      {!open && (
        <NumberInput
          label={`${label} · ${name} · ${t('builder.days')}`}
          value={days}
          whole
          least={0}
          onChange={(number) => set([...path, side, 'Days'], number)}
        />
      )}
      <Choice<Bound>
        label={t(side === 'Start' ? 'builder.window.startBound' : 'builder.window.endBound')}
        value={kind}
        onChange={(chosen) => set([...path, side], withBound(bound, chosen))}
        options={bounds.map((id) => ({ id, label: t(`builder.bound.${id}`) }))}
      />
    </div>
  );
}

function withBound(bound: unknown, kind: Bound): JsonObject {
  const before = isObject(bound) ? bound : {};
  const Coeff = kind === 'allBefore' || kind === 'before' ? -1 : 1;
  if (kind === 'allBefore' || kind === 'allAfter') return { ...before, Days: null, Coeff };
  return { ...before, Days: before.Days ?? 0, Coeff };
}
