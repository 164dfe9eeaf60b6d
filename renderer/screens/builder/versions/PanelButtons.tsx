import History from 'lucide-react/icons/history';
import ListChecks from 'lucide-react/icons/list-checks';
import { ToggleButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { showDraftPanel } from '../../../state/draftActions.ts';

const panels = [
  { id: 'versions', icon: History, key: 'versions.title' },
  { id: 'releaseMatch', icon: ListChecks, key: 'match.title' },
] as const;

/** What else can be seen of a draft: its versions, and how its codes fare in the open release. */
export function PanelButtons() {
  const app = useApp();
  const { t } = useTexts();
  const shown = useAppState((state) => state.draftPanel);
  return panels.map(({ id, icon: IconShape, key }) => (
    <TooltipTrigger key={id} delay={400}>
      <ToggleButton
        className="button quiet icon-only panel-toggle"
        aria-label={t(key)}
        isSelected={shown === id}
        onChange={(on) => showDraftPanel(app, on ? id : null)}
      >
        <IconShape size={15} aria-hidden />
      </ToggleButton>
      <Tooltip className="tooltip">{t(key)}</Tooltip>
    </TooltipTrigger>
  ));
}
