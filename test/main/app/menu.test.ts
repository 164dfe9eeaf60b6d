import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { type MenuState, menuTemplate } from '../../../main/app/menu.ts';
import { commands } from '../../../shared/commands/registry.ts';

const state: MenuState = { locale: 'ja', available: new Set(), os: 'linux', development: false };

function itemsOf(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []));
}

test('every command of the registry is in the menu once, and gives itself', () => {
  const given: string[] = [];
  const items = itemsOf(menuTemplate(state, (command) => given.push(command))).filter((item) => item.id);
  expect(items.map((item) => item.id).sort()).toEqual(commands.map((command) => command.id).sort());
  for (const item of items) (item.click as (() => void) | undefined)?.();
  expect(given).toEqual(items.map((item) => item.id));
});

test('only what can be given now is enabled', () => {
  const available = new Set(['release.openFolder', 'job.cancel']);
  const items = itemsOf(menuTemplate({ ...state, available }, () => {}));
  expect(items.filter((item) => item.id && item.enabled).map((item) => item.id)).toEqual([...available]);
});

test('the menu speaks the language asked for, in every item', () => {
  const labels = (locale: MenuState['locale']): string[] => {
    const template = menuTemplate({ ...state, locale }, () => {});
    return [...template, ...itemsOf(template)].flatMap((item) => (item.label ? [item.label] : []));
  };
  const japanese = labels('ja').filter((label) => !/[ぁ-んァ-ヶ一-龠]/.test(label));
  expect(japanese).toEqual([]);
  expect(labels('en')).toHaveLength(labels('ja').length);
  expect(labels('en')).not.toEqual(labels('ja'));
});

test('developer tools are offered in development alone; macOS has its own menus', () => {
  const roles = (change: Partial<MenuState>) => {
    const template = menuTemplate({ ...state, ...change }, () => {});
    return [...template, ...itemsOf(template)].map((item) => item.role);
  };
  expect(roles({})).not.toContain('toggleDevTools');
  expect(roles({ development: true })).toContain('toggleDevTools');
  expect(roles({})).toContain('quit');
  expect(roles({ os: 'darwin' })).toEqual(expect.arrayContaining(['appMenu', 'windowMenu']));
  expect(roles({ os: 'darwin' })).not.toContain('quit');
});
