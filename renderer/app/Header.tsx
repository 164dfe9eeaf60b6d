import Monitor from 'lucide-react/icons/monitor';
import Moon from 'lucide-react/icons/moon';
import Search from 'lucide-react/icons/search';
import Sun from 'lucide-react/icons/sun';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Settings } from '../../shared/platform/platformApi.ts';
import type { ReleaseCard } from '../../shared/release/releaseCard.ts';
import { Button } from '../components/Button.tsx';
import { KindBadge } from '../components/KindBadge.tsx';
import { Segments } from '../components/Segments.tsx';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { changeSettings } from '../state/app.ts';
import { acceleratorText, isMac } from './accelerator.ts';
import { EngineMenu } from './EngineMenu.tsx';
import { HelpMenu } from './HelpMenu.tsx';
import { performCommand } from './performCommand.ts';
import { UndoButtons } from './UndoButtons.tsx';

const themeIcons = { light: Sun, dark: Moon, system: Monitor } as const;
const themes = ['light', 'dark', 'system'] as const;

/** Where one is: the open release and its terms; how to find things; language and theme. */
export function Header() {
  const app = useApp();
  const { t, locale } = useTexts();
  const release = useAppState((state) => state.release);
  const theme = useAppState((state) => state.settings.theme);
  const names: Readonly<Record<Settings['theme'], string>> = {
    light: t('theme.light'),
    dark: t('theme.dark'),
    system: t('theme.system'),
  };
  return (
    <header className="head">
      <span className="brand">
        <span className="brand-sign" aria-hidden>
          証
        </span>
        Akashi
      </span>
      {release ? <ReleaseLine release={release} /> : <span className="head-none">{t('head.noRelease')}</span>}
      <span className="spacer" />
      <UndoButtons />
      <EngineMenu />
      <Button kind="quiet" icon={Search} onPress={() => performCommand(app, 'view.palette')}>
        <span className="head-wide">{t('head.palette')}</span>
        <kbd>{acceleratorText('CmdOrCtrl+K', isMac())}</kbd>
      </Button>
      <Segments
        label={t('head.language')}
        value={locale}
        onChange={(chosen) => void changeSettings(app, { locale: chosen })}
        options={[
          { id: 'ja', label: '日本語' },
          { id: 'en', label: 'English' },
        ]}
      />
      <MenuTrigger>
        <Button kind="quiet" icon={themeIcons[theme]} aria-label={t('head.theme', { theme: names[theme] })} />
        <Popover className="popover" placement="bottom end">
          <Menu
            className="menu"
            aria-label={t('head.themes')}
            selectionMode="single"
            selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const chosen = themes.find((id) => keys !== 'all' && keys.has(id));
              if (chosen) void changeSettings(app, { theme: chosen });
            }}
          >
            {themes.map((id) => (
              <MenuItem key={id} id={id}>
                {names[id]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <HelpMenu />
    </header>
  );
}

function ReleaseLine({ release }: { readonly release: ReleaseCard }) {
  const { t, number, own } = useTexts();
  const { coverage, terms } = release;
  const title = own(release.title);
  return (
    <div className="head-release">
      <strong title={title}>{title}</strong>
      <KindBadge kind={release.kind} />
      <span className="head-fact num">{t('head.persons', { persons: number(release.persons) })}</span>
      {coverage && (
        <span className="head-fact num head-coverage">
          {coverage.first} → {coverage.last}
        </span>
      )}
      {terms.expires !== null && (
        <span className="head-fact num">{t('head.expires', { date: terms.expires })}</span>
      )}
    </div>
  );
}
