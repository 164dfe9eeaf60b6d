import X from 'lucide-react/icons/x';
import { Button as PressTarget } from 'react-aria-components';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { discardDraft, showDraft } from '../../state/draftActions.ts';
import { draftTitle } from '../../state/drafts.ts';

/** The definitions being edited; closing one can be undone. */
export function DraftTabs() {
  const app = useApp();
  const { t, own } = useTexts();
  const drafts = useAppState((state) => state.drafts);
  const open = useAppState((state) => state.openDraft);
  const all = Object.values(drafts);
  if (all.length === 0) return null;
  return (
    <nav className="draft-tabs" aria-label={t('builder.openDrafts')}>
      {all.map((draft) => {
        const name = own(draftTitle(draft));
        return (
          <span key={draft.id} className="draft-tab" data-current={draft.id === open || undefined}>
            <PressTarget
              className="draft-tab-name"
              {...(draft.id === open ? { 'aria-current': 'true' as const } : {})}
              onPress={() => showDraft(app, draft.id, [])}
            >
              {name}
              {draft.unsaved && <span className="unsaved-dot" title={t('builder.unsaved')} />}
            </PressTarget>
            <Button
              kind="quiet"
              icon={X}
              aria-label={t('builder.close', { name })}
              onPress={() => void discardDraft(app, draft.id)}
            />
          </span>
        );
      })}
    </nav>
  );
}
