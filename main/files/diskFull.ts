/** Whether an error, or what caused it, says that the disk is full. */
export function isDiskFull(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) return true;
    if (/no space left on device|disk full|disk quota|file too large/i.test(error.message)) return true;
  }
  return false;
}
