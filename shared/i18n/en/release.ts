/** Messages of opening a release; see translate.ts. */
export const release = {
  'error.release.notFound':
    'Nothing can be opened at {locator}. Check that the folder or zip is still there.',
  'error.release.notARelease':
    '{locator} is not a release: it holds neither datapackage.json nor OMOP tables as CSV or Parquet. Choose the folder that holds the files themselves.',
  'error.release.problems':
    'The release has {count} {count|problem|problems} and was not opened. Ask the provider for a corrected release.',
  'error.release.manifestNotJson':
    '{file} is not valid JSON: line {line}, column {column}. Ask the provider for an undamaged copy.',
  'error.release.manifestInvalid':
    '{file} does not describe a release: the value at “{path}” is missing or wrong. Ask the provider for a corrected copy.',
  'error.release.futureFormat':
    'The release has format {found}; this Akashi reads up to {supported}. Install a newer Akashi.',
  'error.release.unsupportedModel':
    'The release uses the data model {name} {version}. Akashi reads OMOP CDM 5.3 and 5.4; ask the provider for one of these.',
  'error.release.expired':
    'The permission to use this release ended on {expires}. It cannot be opened; ask the provider to renew it.',
  'error.release.notYetValid':
    'The release is dated {released}, which is still to come. Check this computer’s date.',
  'error.release.missingFile':
    'The file {file} is listed in the release but is not there. Copy the release again, completely.',
  'error.release.hashMismatch':
    'The content of {file} is not what the provider released (its SHA-256 differs). Copy the release again; if that does not help, ask the provider.',
  'error.release.sizeMismatch':
    '{file} has {found} bytes instead of {expected}. It was probably copied incompletely; copy the release again.',
  'error.release.signatureInvalid':
    'The signature {file} does not fit the manifest: one of them was changed. Do not use this copy; ask the provider.',
  'error.release.unsafePath':
    'The release names a file outside itself ({file}). It was refused; ask the provider for a corrected release.',
  'error.release.archiveInvalid':
    'The zip cannot be read: {file} is damaged, encrypted, or stored twice. Copy the zip again, or unpack it and open the folder.',
  'error.release.archiveBomb':
    'The zip was refused: {file} would unpack to more than {limitBytes} bytes or is compressed beyond belief. Unpack it yourself if you trust it, and open the folder.',
  'error.release.fileTooLarge':
    '{file} has {bytes} bytes; this engine can take at most {limitBytes}. Open the release with the native engine.',
  'error.release.fileDamaged':
    '{file} is damaged or cut off and cannot be read. Copy the release again; if that does not help, ask the provider.',
  'error.release.csvQuote':
    '{file}, line {row}: a quotation mark (") is not closed properly. Correct the line, or ask the provider for a corrected file.',
  'error.release.csvRow':
    '{file}, row {row}: {found} fields instead of {expected}. Correct the row, or ask the provider for a corrected file.',
  'error.release.encoding':
    '{file}, row {row}: the text is neither valid UTF-8 nor Shift_JIS as declared. Ask the provider in which encoding it was written.',
  'error.release.type':
    '{file}, row {row}, column {column}: the value is not of type {type}. Correct it, or ask the provider for a corrected file.',
  'error.release.missingColumn': '{file} has no column {column}, which OMOP CDM requires.',
  'error.release.duplicateColumn': '{file} has the column {column} more than once. Remove one of them.',
  'error.release.ambiguousTable':
    'Both {file} and {other} hold the table {table}. Keep the one that belongs to the release.',
  'error.release.nullRequired':
    '{file}: column {column} is empty in {rows} {rows|row|rows}, but OMOP CDM requires it.',
  'error.release.missingTable':
    'The release has no table {table}. Without it nothing can be counted; ask the provider.',
  'error.release.duplicateKey':
    'Table {table}: {rows} {rows|row repeats|rows repeat} a value of the key {column}, which must be unique.',
  'error.release.danglingReference':
    'Table {table}: {column} names a {target} that the release does not hold, in {rows} {rows|row|rows}.',

  'release.note.unmanaged':
    'No manifest: origin, purpose and integrity of these files are unknown. The strictest output rules apply.',
  'release.note.unsigned': 'The release is not signed: nothing proves that it comes from its provider.',
  'release.note.unknownKey': 'Signed with the key {keyId}, which you have not trusted yet.',
  'release.note.expiresSoon': 'The permission to use this release ends on {expires}.',
  'release.note.noHierarchy':
    'No concept hierarchy (concept_ancestor): concept sets find only the concepts that they name, no descendants.',
  'release.note.hierarchyFromPrefixes':
    'The release has no concept hierarchy; Akashi built one from the prefixes of the codes.',
  'release.note.conceptsFromSourceCodes':
    'The release has no concept table; Akashi made {concepts} {concepts|concept|concepts} from the codes in the data.',
  'release.note.erasDerived': 'Table {table} was missing or empty; Akashi derived it by the OHDSI rules.',
  'release.note.tableAbsent': 'The release has no table {table}.',
  'release.note.columnAbsent': 'Table {table} has no column {column}; it counts as empty.',
  'release.note.nullRequired':
    'Table {table}: {column} is empty in {rows} {rows|row|rows} although OMOP CDM requires it.',
  'release.note.danglingReference':
    'Table {table}: {column} refers, in {rows} {rows|row|rows}, to something that the release does not hold.',
  'release.note.implausibleDate':
    'Table {table}: {column} is implausible in {rows} {rows|row|rows} (before 1900 or more than a year ahead).',
  'release.note.endBeforeStart':
    'Table {table}: {rows} {rows|row ends|rows end} before {rows|it starts|they start}.',
  'release.note.populationDiffers': 'The manifest speaks of {stated} persons, table person holds {found}.',
  'release.note.fileIgnored': 'The file {file} was not read: it is no table of this release.',
} as const;
