/** Messages of the hosts. */
export const host = {
  'error.unexpected': 'Something unexpected happened ({name}). Nothing was lost; try again.',
  'error.host.died':
    'The part of Akashi that holds the release stopped. It has been replaced; open the release again. Definitions and settings are kept.',
  'error.host.unknownOperation': 'Akashi does not know the operation “{operation}”.',
  'error.host.invalidInput': 'The operation “{operation}” was called with an invalid value at {path}.',
  'error.host.noRelease': 'No release is open. Open one first.',
  'error.host.unsupported':
    'This is not possible here: {what}. Use the desktop application with its native engine.',
  'error.file.notFound': '{path} does not exist. Check the name and the folder.',
  'error.file.unreadable': '{path} cannot be read. Check its permissions and that no other program locks it.',
  'error.file.unwritable': '{path} cannot be written. Choose another place, or check its permissions.',
  'error.file.diskFull': 'The disk is full: {path} was not written. Free some space, then try again.',
} as const;
