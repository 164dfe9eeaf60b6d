import { expect, test } from 'vitest';
import { acceleratorText, matchesAccelerator } from '../../renderer/app/accelerator.ts';

const press = { key: 'z', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test('a shortcut is Ctrl on a PC and Command on a Mac, and nothing else', () => {
  const ctrl = { ...press, ctrlKey: true };
  const command = { ...press, metaKey: true };
  expect(matchesAccelerator('CmdOrCtrl+Z', ctrl, false)).toBe(true);
  expect(matchesAccelerator('CmdOrCtrl+Z', command, true)).toBe(true);
  expect(matchesAccelerator('CmdOrCtrl+Z', ctrl, true)).toBe(false);
  expect(matchesAccelerator('CmdOrCtrl+Z', command, false)).toBe(false);
  expect(matchesAccelerator('CmdOrCtrl+Z', press, false)).toBe(false);
});

test('Shift and Alt count', () => {
  const shifted = { ...press, key: 'Z', ctrlKey: true, shiftKey: true };
  expect(matchesAccelerator('CmdOrCtrl+Shift+Z', shifted, false)).toBe(true);
  expect(matchesAccelerator('CmdOrCtrl+Z', shifted, false)).toBe(false);
  expect(matchesAccelerator('CmdOrCtrl+Shift+Z', { ...shifted, altKey: true }, false)).toBe(false);
});

test('a shortcut is written as the keyboard has it', () => {
  expect(acceleratorText('CmdOrCtrl+Shift+Enter', true)).toBe('⌘⇧↩');
  expect(acceleratorText('CmdOrCtrl+Shift+Enter', false)).toBe('Ctrl+Shift+Enter');
});
