import CircleHelp from 'lucide-react/icons/circle-help';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { commands } from '../../shared/commands/registry.ts';
import { Button } from '../components/Button.tsx';
import { useApp, useTexts } from '../state/AppContext.tsx';
import { acceleratorText, isMac } from './accelerator.ts';
import { performCommand } from './performCommand.ts';

const listed = ['help.guide', 'help.glossary', 'help.shortcuts', 'view.settings', 'help.about'] as const;

/** Help and settings, also where there is no menu bar. */
export function HelpMenu() {
  const app = useApp();
  const { t } = useTexts();
  const keys = (id: (typeof listed)[number]) => commands.find((one) => one.id === id)?.accelerator ?? null;
  return (
    <MenuTrigger>
      <Button kind="quiet" icon={CircleHelp} aria-label={t('head.help')} />
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu help-menu"
          aria-label={t('head.help')}
          onAction={(key) => performCommand(app, String(key))}
        >
          {listed.map((id) => {
            const accelerator = keys(id);
            return (
              <MenuItem key={id} id={id} textValue={t(`command.${id}`)}>
                <span>{t(`command.${id}`)}</span>
                {accelerator !== null && <kbd>{acceleratorText(accelerator, isMac())}</kbd>}
              </MenuItem>
            );
          })}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
