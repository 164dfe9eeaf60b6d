import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { garbageCollector, SharedGarbage } from '../../main/host/sharedGarbage.ts';

let collected = 0;
beforeEach(() => {
  collected = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Never touched, so that it takes no memory. */
const shared = (bytes: number) => new Int32Array(new SharedArrayBuffer(bytes));
const start = () => new SharedGarbage(() => collected++);

test('garbage is collected in a pause when much was shared', () => {
  const garbage = start();
  garbage.share({ pieces: [{ starts: shared(200e6), kept: null }] });
  vi.advanceTimersByTime(10_000);
  expect(collected).toBe(0);
  garbage.share({ spans: { firsts: shared(100e6) }, least: 1 });
  vi.advanceTimersByTime(200);
  expect(collected).toBe(0);
  // Work goes on.
  garbage.share({});
  vi.advanceTimersByTime(200);
  expect(collected).toBe(0);
  vi.advanceTimersByTime(200);
  expect(collected).toBe(1);
  vi.advanceTimersByTime(10_000);
  expect(collected).toBe(1);
});

test('without a pause it is collected when very much was shared', () => {
  const garbage = start();
  for (let i = 0; i < 11; i++) garbage.share([shared(100e6)]);
  expect(collected).toBe(1);
});

test('what was shared before counts once, and what is not shared not at all', () => {
  const garbage = start();
  const [one, own] = [shared(200e6), new Int32Array(75e6)];
  for (let i = 0; i < 10; i++) garbage.share({ one, own });
  vi.advanceTimersByTime(10_000);
  expect(collected).toBe(0);
});

test('nothing is collected after the thread was stopped', () => {
  const garbage = start();
  garbage.share(shared(300e6));
  garbage.stop();
  vi.advanceTimersByTime(10_000);
  expect(collected).toBe(0);
});

test('collecting frees what nothing refers to', () => {
  const collect = garbageCollector();
  const gone = new WeakRef({});
  vi.useRealTimers();
  return new Promise<void>((resolve) => {
    setTimeout(() => {
      collect();
      expect(gone.deref()).toBeUndefined();
      resolve();
    }, 0);
  });
});
