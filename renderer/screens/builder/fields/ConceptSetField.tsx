import { listAt, valueAt, withInserted, withValue } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { freeName, newConceptSet } from '../../../../shared/cohort/edit/newNodes.ts';
import { conceptSetName } from '../../../../shared/cohort/edit/nodeSummary.ts';
import { rootOf } from '../../../../shared/cohort/edit/outline.ts';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { putPlaced, selectPlace, wantForm } from '../../../state/builderActions.ts';
import type { ControlProps } from './FieldControl.tsx';

/** A concept set of the definition, or a new one. */
export function ConceptSetField({ draft, node, value, path, set, label }: ControlProps) {
  const app = useApp();
  const { t, locale } = useTexts();
  const { document } = draft;
  const list = [...rootOf(document), 'ConceptSets'];
  const ids = listAt(document, list).map((one) => valueAt(one, ['id']));
  const at = ids.findIndex((id) => value != null && Number(id) === Number(value));
  const create = () => {
    const name = node.criterion ? t(`domain.${node.criterion.domain}`) : t('builder.node.newSet');
    const made = newConceptSet(document, freeName(document, name));
    const withSet = withInserted(document, list, ids.length, made);
    const used = withValue(withSet, path, made.id);
    putPlaced(
      app,
      draft.id,
      { document: used, path: [...list, ids.length] },
      { key: 'builder.change.conceptSet' },
    );
    wantForm(app);
  };
  return (
    <div className="control-line">
      <Choice
        label={label}
        className="grow"
        value={value == null ? 'none' : at >= 0 ? String(ids[at]) : 'missing'}
        onChange={(chosen) => {
          if (chosen === 'new') create();
          else if (chosen !== 'missing') set(path, chosen === 'none' ? null : Number(chosen));
        }}
        options={[
          { id: 'none', label: t('builder.set.none') },
          ...(value != null && at < 0
            ? [{ id: 'missing', label: conceptSetName(locale, document, value) }]
            : []),
          ...ids.map((id) => ({ id: String(id), label: conceptSetName(locale, document, id) })),
          { id: 'new', label: t('builder.set.new') },
        ]}
      />
      {at >= 0 && (
        <Button
          onPress={() => {
            selectPlace(app, [...list, at]);
            wantForm(app);
          }}
        >
          {t('builder.set.edit')}
        </Button>
      )}
    </div>
  );
}
