import { hasDisplay, startVirtualDisplay } from '../../../main/dev/display.ts';

/** Gives the tests a display where there is none. */
export async function setup(): Promise<(() => void) | undefined> {
  if (hasDisplay()) return undefined;
  const display = await startVirtualDisplay();
  process.env.DISPLAY = display.name;
  return () => display.stop();
}
