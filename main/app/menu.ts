import type { MenuItemConstructorOptions } from 'electron';
import { type Command, type CommandGroup, commandGroups, commands } from '../../shared/commands/registry.ts';
import { type Locale, translate } from '../../shared/i18n/translate.ts';

/** What the native menu shows. */
export interface MenuState {
  readonly locale: Locale;
  /** Ids of the commands that can be given now. */
  readonly available: ReadonlySet<string>;
  readonly os: NodeJS.Platform;
  readonly development: boolean;
}

/** The menu bar: every command of the registry in its group, with the system's own items where they belong. */
export function menuTemplate(
  state: MenuState,
  give: (command: string) => void,
): MenuItemConstructorOptions[] {
  const menus = commandGroups
    .map((group): MenuItemConstructorOptions & { readonly submenu: MenuItemConstructorOptions[] } => ({
      id: group,
      label: translate(state.locale, `menu.${group}`),
      submenu: [
        ...commands.filter((command) => command.group === group).map((command) => item(command, state, give)),
        ...systemItems(group, state),
      ],
    }))
    .filter(({ submenu }) => submenu.length > 0);
  return state.os === 'darwin' ? [{ role: 'appMenu' }, ...menus, { role: 'windowMenu' }] : menus;
}

function item(
  command: Command,
  { locale, available }: MenuState,
  give: (command: string) => void,
): MenuItemConstructorOptions {
  return {
    id: command.id,
    label: translate(locale, command.titleKey),
    enabled: available.has(command.id),
    click: () => give(command.id),
    // Shown only: the page hears its own keys, in a browser too. macOS takes the page's answer first by itself.
    ...(command.accelerator === null ? {} : { accelerator: command.accelerator, registerAccelerator: false }),
  };
}

function systemItems(
  group: CommandGroup,
  { locale, os, development }: MenuState,
): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  switch (group) {
    case 'file':
      return os === 'darwin' ? [] : [separator, { role: 'quit', label: translate(locale, 'menu.quit') }];
    case 'edit':
      return [
        separator,
        { role: 'cut', label: translate(locale, 'menu.cut') },
        { role: 'copy', label: translate(locale, 'menu.copy') },
        { role: 'paste', label: translate(locale, 'menu.paste') },
        { role: 'selectAll', label: translate(locale, 'menu.selectAll') },
      ];
    case 'view':
      return [
        separator,
        { role: 'resetZoom', label: translate(locale, 'menu.resetZoom') },
        { role: 'zoomIn', label: translate(locale, 'menu.zoomIn') },
        { role: 'zoomOut', label: translate(locale, 'menu.zoomOut') },
        { role: 'togglefullscreen', label: translate(locale, 'menu.fullScreen') },
        ...(development ? [{ role: 'toggleDevTools' } as const] : []),
      ];
    default:
      return [];
  }
}
