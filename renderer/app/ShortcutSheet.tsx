import { commandGroups, commands } from '../../shared/commands/registry.ts';
import { Dialog } from '../components/Dialog.tsx';
import { useTexts } from '../state/AppContext.tsx';
import { acceleratorText, isMac } from './accelerator.ts';

const groups = commandGroups
  .map((group) => ({
    group,
    listed: commands.filter((command) => command.group === group && command.accelerator !== null),
  }))
  .filter(({ listed }) => listed.length > 0);

/** Every shortcut, by menu. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const mac = isMac();
  return (
    <Dialog title={t('command.help.shortcuts')} onClose={onClose} className="wide">
      <div className="shortcut-sheet">
        {groups.map(({ group, listed }) => (
          <section key={group}>
            <h3>{t(`menu.${group}`)}</h3>
            <dl>
              {listed.map(({ id, titleKey, accelerator, plainKey }) => (
                <div key={id}>
                  <dt>{t(titleKey)}</dt>
                  <dd>
                    {accelerator !== null && <kbd>{acceleratorText(accelerator, mac)}</kbd>}
                    {plainKey !== null && <kbd>{plainKey}</kbd>}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="hint">{t('shortcuts.lists')}</p>
    </Dialog>
  );
}
