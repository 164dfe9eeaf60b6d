/**
 * Takes the first of some names that no other living window has; it is let go when the page ends, however it ends.
 * Where the browser has no locks, the first is taken.
 */
export async function claimWindow(names: readonly string[]): Promise<string> {
  for (const name of names) if (await claim(name)) return name;
  throw new Error('every window name is taken');
}

function claim(name: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks
      .request(`akashi window ${name}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise(() => {}) : undefined;
      })
      .catch(() => resolve(true));
  });
}
