/** Messages of one area; see translate.ts. */
export const engine = {
  'error.cancelled': 'Cancelled.',
  'error.engine.query':
    'The database could not answer ({reason}). The release and everything else stay usable; if it happens again, report it with this text.',
  'error.engine.outOfMemory':
    'This needs more memory than the limit of {limitBytes} bytes. Close other programs, or use a smaller cohort or a computer with more memory.',
  'error.engine.closed': 'The release was closed meanwhile. Open it again.',
  'error.engine.refused':
    'Refused ({what}): once a release is open, the database may reach only the files of that release and nothing else.',
  'error.engine.unavailable':
    'The database engine {engine} does not start on this computer. Choose the other engine in Settings.',
} as const;
