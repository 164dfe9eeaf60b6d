import { type CommandGroup, commands } from '../../shared/commands/registry.ts';
import { Dialog } from '../components/Dialog.tsx';
import { useTexts } from '../state/AppContext.tsx';
import { acceleratorText, isMac } from './accelerator.ts';

const groups: readonly CommandGroup[] = ['file', 'edit', 'cohort', 'builder', 'go', 'view', 'help'];

/** Every shortcut, by menu. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const mac = isMac();
  return (
    <Dialog title={t('command.help.shortcuts')} onClose={onClose} className="wide">
      <div className="shortcut-sheet">
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(`menu.${group}`)}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group && command.accelerator !== null)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{t(command.titleKey)}</dt>
                    <dd>
                      <kbd>{acceleratorText(command.accelerator ?? '', mac)}</kbd>
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
