import { expect, test } from 'vitest';
import { commands } from '../../shared/commands/registry.ts';
import { en } from '../../shared/i18n/en/index.ts';

test('every command with a title is registered, once', () => {
  const titled = Object.keys(en)
    .filter((key) => key.startsWith('command.'))
    .map((key) => key.slice('command.'.length));
  expect(commands.map(({ id }) => id).sort()).toEqual(titled.sort());
});

test('no two commands share a shortcut', () => {
  const accelerators = commands.flatMap(({ accelerator }) => accelerator ?? []);
  expect(new Set(accelerators).size).toBe(accelerators.length);
});
