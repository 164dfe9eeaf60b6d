import CornerUpLeft from 'lucide-react/icons/corner-up-left';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { FormField } from '../../../shared/cohort/edit/formFields.ts';
import { type Form, formsOf, isSet } from '../../../shared/cohort/edit/forms.ts';
import { samePath, startsWith, valueAt } from '../../../shared/cohort/edit/jsonEdit.ts';
import { type NodePath, pathText } from '../../../shared/cohort/edit/nodePath.ts';
import { nodeSummary } from '../../../shared/cohort/edit/nodeSummary.ts';
import { nodeAt, type OutlineNode, outlineOf, shownNode } from '../../../shared/cohort/edit/outline.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { selectPlace } from '../../state/builderActions.ts';
import type { Draft } from '../../state/drafts.ts';
import { FieldMenu } from './FieldMenu.tsx';
import { DomainField } from './fields/DomainField.tsx';
import { FieldRow } from './fields/FieldRow.tsx';
import { UnknownPart } from './fields/UnknownPart.tsx';
import { focusOutline } from './focusOutline.ts';

/** The form of the selected part of a definition. */
export function Inspector({ draft }: { readonly draft: Draft }) {
  const app = useApp();
  const { t, locale } = useTexts();
  const place = useAppState((state) => state.draftPlace);
  const outline = useMemo(() => outlineOf(draft.document), [draft.document]);
  const node = shownNode(outline, place);
  const panel = useRef<HTMLDivElement>(null);
  const came = useCameFrom(node);
  useWantedFocus(panel);
  if (!node) {
    return (
      <Panel className="inspector" title={t('builder.inspector')}>
        <p className="hint">{t('builder.inspector.nothing')}</p>
      </Panel>
    );
  }
  const summary = nodeSummary(locale, draft.document, node);
  const back = came && valueAt(draft.document, came) !== undefined ? nodeAt(outline, came) : null;
  return (
    <Panel className="inspector" title={summary.title} aside={kindName(node, t)}>
      <div
        ref={panel}
        className="inspector-body"
        // Escape leads back to the outline from every field.
        onKeyDownCapture={(event) => {
          const inside = event.target instanceof Node && panel.current?.contains(event.target);
          if (event.key !== 'Escape' || !inside) return;
          focusOutline();
        }}
      >
        {back && (
          <Button kind="quiet" icon={CornerUpLeft} onPress={() => selectPlace(app, came ?? [])}>
            {t('builder.inspector.back', { name: nodeSummary(locale, draft.document, back).title })}
          </Button>
        )}
        <NodeForms key={pathText(node.path)} draft={draft} node={node} place={place} />
      </div>
    </Panel>
  );
}

interface NodeFormsProps {
  readonly draft: Draft;
  readonly node: OutlineNode;
  readonly place: NodePath;
}

function NodeForms({ draft, node, place }: NodeFormsProps) {
  const { t } = useTexts();
  const { document } = draft;
  const forms = formsOf(document, node);
  const aims = (path: NodePath) => place.length > node.path.length && startsWith(place, path);
  const shown = (form: Form, field: FormField) =>
    field.always || isSet(document, form, field) || aims([...form.base, ...field.path]);
  const hidden = forms.flatMap((form) =>
    form.fields.filter((field) => !shown(form, field)).map((field) => ({ form, field })),
  );
  if (node.kind === 'unknown') return <UnknownPart draft={draft} path={node.path} />;
  return (
    <>
      {node.criterion && <DomainField draft={draft} node={node} />}
      {forms.map((form, i) => (
        <div key={pathText(form.base)} className={i > 0 ? 'form-part' : undefined}>
          {i > 0 && node.kind === 'correlated' && <h3>{t('builder.inspector.section.correlated')}</h3>}
          {form.fields
            .filter((field) => shown(form, field))
            .map((field) => {
              const path = [...form.base, ...field.path];
              return (
                <FieldRow
                  key={pathText(field.path)}
                  draft={draft}
                  node={node}
                  field={field}
                  path={path}
                  aimed={aims(path) && !samePath(path, node.path)}
                />
              );
            })}
          {i === 0 && node.kind === 'correlated' && <FieldMenu draft={draft} fields={hidden} />}
        </div>
      ))}
      {forms.length === 0 && <p className="hint">{t('builder.inspector.empty')}</p>}
      {node.kind !== 'correlated' && hidden.length > 0 && <FieldMenu draft={draft} fields={hidden} />}
      <OtherKeys document={document} node={node} forms={forms} />
    </>
  );
}

/** Keys that no form shows: said, so that nobody wonders whether they are lost. */
function OtherKeys({
  document,
  node,
  forms,
}: {
  readonly document: Draft['document'];
  readonly node: OutlineNode;
  readonly forms: readonly Form[];
}) {
  const { t } = useTexts();
  if (node.criterion === null) return null;
  const value = valueAt(document, node.criterion.path);
  const known = new Set(
    forms.flatMap(({ fields }) =>
      fields.flatMap(({ path, control }) => [
        path[0],
        ...(control.kind === 'concepts' && control.exclude ? [control.exclude] : []),
      ]),
    ),
  );
  const others = Object.keys(typeof value === 'object' && value !== null ? value : {}).filter(
    (key) => !known.has(key) && key !== 'CorrelatedCriteria',
  );
  if (others.length === 0) return null;
  return <p className="hint other-keys">{t('builder.inspector.otherKeys', { keys: others.join(', ') })}</p>;
}

function kindName(node: OutlineNode, t: ReturnType<typeof useTexts>['t']): string | undefined {
  switch (node.kind) {
    case 'rule':
      return t('builder.node.rule');
    case 'criterion':
    case 'correlated':
    case 'demographic':
      return t('builder.node.criterion');
    case 'conceptSet':
      return t('builder.section.conceptSets');
    default:
      return undefined;
  }
}

/** Where the user was before a concept set was opened from a form. */
function useCameFrom(node: OutlineNode | null): NodePath | null {
  const [last, setLast] = useState<{ readonly now: OutlineNode | null; readonly before: NodePath | null }>({
    now: node,
    before: null,
  });
  const same = last.now !== null && node !== null && samePath(last.now.path, node.path);
  if (!same && last.now !== node) {
    const before = node?.kind === 'conceptSet' && last.now?.criterion ? last.now.path : null;
    setLast({ now: node, before });
  }
  return last.before;
}

/** Puts the keyboard into the form when something asked for it: into the field in question, else into the first. */
function useWantedFocus(panel: React.RefObject<HTMLDivElement | null>): void {
  const app = useApp();
  const wanted = useAppState((state) => state.formWanted);
  useEffect(() => {
    if (!wanted) return;
    // A dialog that closes gives the keyboard back to where it was, and only then it can be had.
    let held = 0;
    let tries = 0;
    const aim = () => {
      const body = panel.current;
      return body?.querySelector('[data-aimed]') ?? body?.querySelector('[data-path]') ?? body;
    };
    const settle = () => app.store.setState({ formWanted: false });
    // Whoever types in the form has it, and may leave it again.
    const onKeyDown = () => {
      if (panel.current?.contains(document.activeElement)) settle();
    };
    document.addEventListener('keydown', onKeyDown, true);
    const timer = setInterval(() => {
      tries += 1;
      const aimed = aim();
      held = aimed?.contains(document.activeElement) ? held + 1 : 0;
      if (held > 1 || tries > 25) settle();
      else if (held === 0 && !document.querySelector('.overlay')) {
        const first = aimed?.querySelector<HTMLElement>('button:not([data-remove]), input, textarea');
        first?.focus();
        // What is typed replaces the value that it began with.
        if (first instanceof HTMLInputElement) first.select();
      }
    }, 30);
    return () => {
      clearInterval(timer);
      document.removeEventListener('keydown', onKeyDown, true);
    };
  }, [app, wanted, panel]);
}
