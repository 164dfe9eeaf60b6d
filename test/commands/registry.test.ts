import { expect, test } from 'vitest';
import { commandReadings } from '../../shared/commands/readings.ts';
import { commands } from '../../shared/commands/registry.ts';
import { en } from '../../shared/i18n/en/index.ts';

test('every command with a title is registered, once', () => {
  const titled = Object.keys(en)
    .filter((key) => key.startsWith('command.'))
    .map((key) => key.slice('command.'.length));
  expect(commands.map(({ id }) => id).sort()).toEqual(titled.sort());
});

test('commands that share a shortcut are for different places, one at most for everywhere', () => {
  for (const { accelerator } of commands) {
    if (accelerator === null) continue;
    const places = commands.filter((other) => other.accelerator === accelerator).map(({ when }) => when);
    expect(new Set(places).size, accelerator).toBe(places.length);
  }
  const plain = commands.flatMap(({ plainKey }) => plainKey ?? []);
  expect(new Set(plain).size).toBe(plain.length);
});

test('every reading is of a command that there is, in hiragana', () => {
  const ids = new Set<string>(commands.map(({ id }) => id));
  for (const [id, reading] of Object.entries(commandReadings)) {
    expect(ids).toContain(id);
    expect(reading).toMatch(/^[ぁ-んー]+$/);
  }
});
