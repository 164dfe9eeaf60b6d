/** Messages of the desktop around the window: native menu, dialogs. */
export const shell = {
  'menu.quit': 'Quit',
  'menu.cut': 'Cut',
  'menu.copy': 'Copy',
  'menu.paste': 'Paste',
  'menu.selectAll': 'Select all',
  'menu.resetZoom': 'Actual size',
  'menu.zoomIn': 'Zoom in',
  'menu.zoomOut': 'Zoom out',
  'menu.fullScreen': 'Full screen',

  'dialog.openFolder': 'Open a release folder',
  'dialog.openArchive': 'Open a release zip',
  'dialog.archiveFilter': 'Release (zip)',
  'dialog.chooseFolder': 'Choose an empty folder',
  'dialog.chooseStart': 'Choose where dialogs start',
  'dialog.openProject': 'Open a project',
  'dialog.saveProject': 'Save the project',
  'dialog.projectFilter': 'Akashi project',
  'dialog.trustKey': 'Trust the key “{name}”?',
  'dialog.trustKeyDetail':
    'Key id: {keyId}\nFingerprint (SHA-256): {fingerprint}\n\nMake sure that it is the fingerprint that the provider gave you by another way (on paper, by telephone). Releases signed with this key will be shown as validly signed.',
  'dialog.trust': 'I compared it: trust',
  'dialog.doNotTrust': 'Do not trust',
  'dialog.save': 'Save',
  'dialog.saveFailed': 'The file could not be saved.',
  'dialog.saveFailedDetail': '{path}: {reason}. Choose another place, or make room there, and save again.',
  'dialog.pageDied': 'The window stopped working.',
  'dialog.pageDiedDetail':
    'It is being loaded again. Patient data was only read; nothing in the release has changed.',
} as const;
