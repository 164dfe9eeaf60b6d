/** Messages of the adverse event screens. */
export const safety = {
  'nav.safety': 'Adverse events',
  'command.go.safety': 'Go to adverse events',
  'command.safety.new': 'New safety study…',
  'command.safety.addShipped': 'Add the shipped safety studies',
  'safety.none': 'No safety studies yet',
  'safety.noneText':
    'Everybody who took a drug as the denominator, people like them who did not beside them, and people who took something else. Begin with the shipped studies, or choose a drug.',
  'safety.filter.job': '“{name}”: a part of the persons',
  'safety.refine.job': '“{name}”: looking closer',
} as const;
