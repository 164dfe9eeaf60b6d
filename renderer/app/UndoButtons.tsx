import Redo2 from 'lucide-react/icons/redo-2';
import Undo2 from 'lucide-react/icons/undo-2';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import { Button } from '../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { changeName } from '../state/changeName.ts';
import { HistoryMenu } from './HistoryMenu.tsx';
import { performCommand } from './performCommand.ts';

const directions = [
  { command: 'edit.undo', icon: Undo2, key: 'history.undo' },
  { command: 'edit.redo', icon: Redo2, key: 'history.redo' },
] as const;

/** Undo and redo, each saying what it would take back or do again. Absent until there is something. */
export function UndoButtons() {
  const app = useApp();
  const { t, locale } = useTexts();
  const { past, future } = useAppState((state) => state.history);
  if (past.length === 0 && future.length === 0) return null;
  return (
    <span className="undo">
      {directions.map(({ command, icon, key }) => {
        const change = command === 'edit.undo' ? past.at(-1) : future[0];
        const name = change ? t(key, { what: changeName(change, locale) }) : t(`command.${command}`);
        return (
          <TooltipTrigger key={command} delay={400}>
            <Button
              kind="quiet"
              icon={icon}
              aria-label={name}
              isDisabled={!change}
              onPress={() => performCommand(app, command)}
            />
            <Tooltip className="tooltip">{name}</Tooltip>
          </TooltipTrigger>
        );
      })}
      <HistoryMenu />
    </span>
  );
}
