/** A shortcut as parts of Electron's accelerator syntax: `CmdOrCtrl+Shift+Z`. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Whether a key press is the accelerator. */
export function matchesAccelerator(accelerator: string, press: KeyPress, mac: boolean): boolean {
  const parts = accelerator.split('+');
  const key = (parts.at(-1) ?? '').toLowerCase();
  const command = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  return (
    press.key.toLowerCase() === key &&
    command === parts.includes('CmdOrCtrl') &&
    !other &&
    press.altKey === parts.includes('Alt') &&
    press.shiftKey === parts.includes('Shift')
  );
}

/** Whether a key press is a sign typed by itself; Shift may be what makes the sign. */
export function matchesPlainKey(key: string, press: KeyPress): boolean {
  return press.key === key && !press.ctrlKey && !press.metaKey && !press.altKey;
}

const macSigns: Readonly<Record<string, string>> = {
  CmdOrCtrl: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
  Backspace: '⌫',
};

/** An accelerator as the user's keyboard has it: `⌘⇧Z`, `Ctrl+Shift+Z`. */
export function acceleratorText(accelerator: string, mac: boolean): string {
  const parts = accelerator.split('+');
  return mac
    ? parts.map((part) => macSigns[part] ?? part).join('')
    : parts.map((part) => (part === 'CmdOrCtrl' ? 'Ctrl' : part)).join('+');
}

export function isMac(): boolean {
  return /mac/i.test(navigator.userAgent);
}
