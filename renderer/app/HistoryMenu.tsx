import ChevronDown from 'lucide-react/icons/chevron-down';
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from '../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { goTo } from '../state/app.ts';
import { changeName } from '../state/changeName.ts';
import type { Change } from '../state/history.ts';

const shown = 20;

/** The last changes by name, the latest first: choosing one takes back everything down to it. */
export function HistoryMenu() {
  const app = useApp();
  const { t, locale } = useTexts();
  const { past, future } = useAppState((state) => state.history);
  const undone = future.slice(0, shown).reverse();
  const done = past.slice(-shown).reverse();
  const choose = (key: string | number) => {
    const [mark, ...digits] = String(key);
    const change = (mark === 'u' ? undone : done)[Number(digits.join(''))];
    if (change) void goTo(app, change);
  };
  const items = (changes: readonly Change[], mark: string) =>
    changes.map((change, i) => {
      const name = changeName(change, locale);
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: the menu is made anew whenever the history changes
        <MenuItem key={`${mark}${i}`} id={`${mark}${i}`} textValue={name}>
          {name}
        </MenuItem>
      );
    });
  return (
    <MenuTrigger>
      <Button kind="quiet" icon={ChevronDown} aria-label={t('history.menu')} />
      <Popover className="popover" placement="bottom end">
        <Menu className="menu history" aria-label={t('history.menu')} onAction={choose}>
          {undone.length > 0 && (
            <MenuSection>
              <Header>{t('history.undone')}</Header>
              {items(undone, 'u')}
            </MenuSection>
          )}
          {done.length > 0 && (
            <MenuSection>
              <Header>{t('history.done')}</Header>
              {items(done, 'd')}
            </MenuSection>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
