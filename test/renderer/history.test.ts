import { expect, test } from 'vitest';
import { type Change, emptyHistory, recorded, redone, undone } from '../../renderer/state/history.ts';

function change(name: string, merge?: { key: string; at: number }): Change & { name: string } {
  return {
    name,
    title: { key: 'app.name' },
    undo: async () => {},
    redo: async () => {},
    ...(merge
      ? { merge: { ...merge, join: (earlier: Change) => ({ ...change(name, merge), undo: earlier.undo }) } }
      : {}),
  };
}

test('keystrokes in one field become one step, which leads back before the first', () => {
  const first = change('a', { key: 'd1 name', at: 0 });
  const second = change('ab', { key: 'd1 name', at: 500 });
  const history = recorded(recorded(emptyHistory, first), second);
  expect(history.past).toHaveLength(1);
  expect(history.past[0]?.undo).toBe(first.undo);
  expect(history.past[0]).toMatchObject({ name: 'ab' });
});

test('another field, a pause, or an undo in between begins another step', () => {
  const first = recorded(emptyHistory, change('a', { key: 'd1 name', at: 0 }));
  expect(recorded(first, change('b', { key: 'd1 age', at: 1 })).past).toHaveLength(2);
  expect(recorded(first, change('b', { key: 'd1 name', at: 60_000 })).past).toHaveLength(2);
  const again = redone(undone(recorded(first, change('b'))));
  expect(recorded(again, change('c', { key: 'd1 name', at: 2 })).past).toHaveLength(3);
});
