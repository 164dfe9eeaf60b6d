/** Messages of the command line. */
export const cli = {
  'cli.help': `Akashi — offline workbench for released medical data

akashi demo [--out DIR] [--persons N] [--seed S] [--kind anonymized|pseudonymized]
    makes a synthetic demo release, generates the example cohorts on it and writes a report
akashi open RELEASE
    verifies and summarises a release (folder or .zip)
akashi cohorts RELEASE --definitions PATH… --out FILE
    generates Circe cohort definitions (files or folders) into one table (.parquet or .csv)
akashi study RELEASE STUDY.json --out DIR [--reports FILE…]
    runs a study file into a report (HTML), a result (JSON), tables (CSV) and figures (SVG): a comparison of treatments,
    or a safety study (adverse events of everybody who took a drug and of everybody like them who did not)
    --reports  tables of spontaneous reports to put beside a safety study; otherwise those of the release, if any
akashi study --schema
    prints the format of study files (JSON Schema)

Every command takes --json (result on stdout, messages on stderr) and --lang ja|en.
Exit code: 0 success, 1 failure, 2 wrong usage.`,
  'cli.demoDone': 'Demo release: {release}\nReport: {report}',
  'cli.demoFolder': 'Making a demo release of {persons} persons (seed {seed}) in {folder}',
  'cli.card.kind': 'Kind',
  'cli.card.provider': 'Provider',
  'cli.card.purpose': 'Purpose',
  'cli.card.expires': 'Expires',
  'cli.card.persons': 'Persons',
  'cli.card.coverage': 'Coverage',
  'cli.card.signature': 'Signature',
  'cli.card.digest': 'Digest',
  'cli.card.tables': 'Tables',
  'cli.card.notes': 'Notes',
  'cli.card.none': 'not stated',
  'cli.cohort.line': '{name}: {persons}, {milliseconds} ms',
  'cli.cohort.persons': '{count} {count|person|persons}',
  'cli.cohort.withheld': 'fewer than {below} persons',
  'cli.cohorts.done':
    '{generated} of {all} definitions generated, {rows} rows written to {out} in {seconds} s',
  'error.cli.usage': 'Wrong usage: {problem}. See akashi --help.',
  'cli.study.effect': '{of}: {measure} adjusted {adjusted}, crude {crude}',
  'cli.study.tooFew': '{of}: too few to say',
  'cli.study.blinded': '{of}: not shown, because a diagnostic fails ({failed})',
  'cli.safety.group': '{role}{name}: {persons} persons, {years} person-years',
  'cli.safety.role.exposed': 'Exposed',
  'cli.safety.role.unexposed': 'Unexposed',
  'cli.safety.role.comparator': 'Comparator',
  'cli.safety.maySignal':
    '{estimable} of {asked} negative controls estimable: ● is a signal (calibrated, double FDR)',
  'cli.safety.noSignal':
    'Nothing is called a signal: {estimable} of {asked} negative controls estimable, {fewest} are needed',
  'cli.safety.leading': 'Leading events ({name}; per 1,000 person-years in each group):',
  'cli.safety.event': '{mark}{event}: {rates}, rate ratio {ratio}, p {p} after double FDR',
  'cli.study.done': 'Report: {report} ({files} files in {seconds} s)',
} as const;
