import Cpu from 'lucide-react/icons/cpu';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from '../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { changeEngine } from '../state/releaseActions.ts';

const engines = ['native', 'wasm'] as const;

/** Which engine answers; on the desktop also the choice. */
export function EngineMenu() {
  const app = useApp();
  const { t } = useTexts();
  const host = useAppState((state) => state.host);
  const working = useAppState((state) => state.jobs.length > 0);
  const running = host.state === 'ready' ? host.engine : null;
  const name =
    running === null
      ? t(`host.${host.state === 'connecting' ? 'connecting' : 'none'}`)
      : t(`engine.${running}`);
  if (app.platform.kind === 'browser') {
    return (
      <span className="badge">
        <Cpu size={13} aria-hidden />
        {name}
      </span>
    );
  }
  return (
    <MenuTrigger>
      <Button kind="quiet" icon={Cpu} aria-label={t('engine.menu', { engine: name })} isDisabled={working}>
        {name}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('engine.choose')}
          selectionMode="single"
          selectedKeys={running === null ? [] : [running]}
          onSelectionChange={(keys) => {
            const chosen = engines.find((id) => keys !== 'all' && keys.has(id));
            if (chosen && chosen !== running) void changeEngine(app, chosen);
          }}
        >
          {engines.map((id) => (
            <MenuItem key={id} id={id} textValue={t(`engine.${id}`)}>
              <span>{t(`engine.${id}`)}</span>
              <small>{t(`engine.${id}.about`)}</small>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
