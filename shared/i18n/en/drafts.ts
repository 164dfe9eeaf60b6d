/** Messages of drafts: names of changes, keeping, versions. */
export const drafts = {
  'change.importedOne': 'import “{name}”',
  'change.imported': 'import {count} {count|definition|definitions}',
  'change.combined': 'combine as “{name}”',
  'change.addedDraft': 'begin draft “{name}”',
  'change.discardedDraft': 'discard draft “{name}”',
  'change.renamed': 'rename to “{name}”',
  'change.saved': 'save “{name}”',
  'change.restoredVersion': 'restore the version of {at}',
  'change.earlier': 'an earlier change',

  'drafts.copyOf': 'Copy of {name}',
  'drafts.notKept':
    'Work in this window cannot be kept: the browser refuses storage. Export your definitions before you close it.',
  'drafts.storageFull':
    'Storage is full: the last change was not kept. Free disk space or discard drafts; it is tried again with the next change.',
  'drafts.otherWindow':
    '“{name}” was edited in another window too. What is here stays; the other content was kept as a version.',
  'drafts.setAside':
    '{count} {count|piece|pieces} of kept work could not be read and {count|was|were} put aside. Everything else is here.',
} as const;
