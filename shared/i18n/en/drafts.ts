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

  'history.menu': 'History of changes',
  'history.done': 'Undo down to',
  'history.undone': 'Redo up to',
  'stale.badge': 'Stale',
  'stale.why':
    'The definition was changed after this was generated: the numbers shown are of the earlier one.',
  'stale.recompute': 'Recompute',
  'reopen.title': 'Go on where you stopped',
  'reopen.text': 'Open the release “{release}” again to see the persons.',
  'reopen.open': 'Open it again',
  'reopen.notNow': 'Not now',

  'versions.title': 'Versions',
  'versions.count': '{count} {count|version|versions}',
  'versions.close': 'Back to editing',
  'versions.none': 'No version yet',
  'versions.noneText': 'Each time the definition is saved, what it is then is kept as a version.',
  'versions.reason.saved': 'saved',
  'versions.reason.imported': 'imported',
  'versions.reason.otherWindow': 'another window',
  'versions.current': 'as it is now',
  'versions.note': 'Note',
  'versions.noteExample': 'e.g. as submitted to the ethics committee',
  'versions.duplicate': 'Edit a copy',
  'versions.restore': 'Restore',
  'versions.since': 'Changes since {at}, in',
  'versions.against': 'Compare with',
  'versions.againstDraft': 'the draft',
  'versions.equal': 'The content is the same.',
  'versions.differences': 'Differences',
  'versions.skipped': '({count} equal lines)',
  'versions.line.added': 'added: ',
  'versions.line.removed': 'removed: ',
} as const;
