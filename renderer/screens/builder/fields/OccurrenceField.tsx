import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { isObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import type { CountColumn } from '../../../../shared/cohort/expression/domains.ts';
import { countableColumns } from '../../../../shared/cohort/expression/parseGroup.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { ControlProps } from './FieldControl.tsx';
import { NumberInput } from './NumberInput.tsx';

const types = ['exactly', 'atMost', 'atLeast'] as const;

/** How often an event has to occur, and what is counted. */
export function OccurrenceField({ node, value, path, set, label }: ControlProps) {
  const { t } = useTexts();
  const domain = node.criterion?.domain;
  const distinct = valueAt(value, ['IsDistinct']) === true;
  const column = String(valueAt(value, ['CountColumn']) ?? 'DOMAIN_CONCEPT').toUpperCase();
  const columns: readonly CountColumn[] = domain ? countableColumns(domain) : [];
  return (
    <div className="control-line">
      <Choice
        label={t('builder.occurrence.type')}
        value={types[Number(valueAt(value, ['Type']) ?? -1)] ?? null}
        onChange={(chosen) => set([...path, 'Type'], types.indexOf(chosen))}
        options={types.map((id) => ({ id, label: t(`builder.occurrence.${id}`) }))}
      />
      <NumberInput
        label={`${label} · ${t('builder.occurrence.count')}`}
        value={valueAt(value, ['Count'])}
        whole
        least={0}
        onChange={(count) => set([...path, 'Count'], count)}
      />
      <Choice
        label={t('builder.occurrence.of')}
        value={distinct ? column : 'events'}
        onChange={(chosen) => {
          const occurrence = isObject(value) ? value : {};
          if (chosen === 'events') set([...path, 'IsDistinct'], false);
          else set(path, { ...occurrence, IsDistinct: true, CountColumn: chosen });
        }}
        options={[
          { id: 'events', label: t('builder.occurrence.events') },
          ...columns.map((id) => ({
            id: id as string,
            label: t('builder.occurrence.distinct', { column: t(`builder.column.${id}`) }),
          })),
        ]}
      />
    </div>
  );
}
