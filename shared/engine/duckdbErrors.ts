import { AkashiError } from '../errors/akashiError.ts';

/**
 * DuckDB's own class of an error ("Catalog", "Conversion", …): the part of its message that never holds a value. Some
 * paths of DuckDB-Wasm give the message as JSON.
 */
export function errorClassOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const plain = /^([A-Za-z][A-Za-z ]{0,40}?) (?:Error|exception)\b/.exec(message);
  const json = /^\{"exception_type":"([A-Za-z][A-Za-z ]{0,40})"/.exec(message);
  return plain?.[1] ?? json?.[1] ?? 'Unknown';
}

/** Maps what DuckDB throws to an {@link AkashiError}; what already is one passes through. */
export function toEngineError(thrown: unknown, memoryLimitBytes: number): AkashiError {
  if (thrown instanceof AkashiError) return thrown;
  const reason = errorClassOf(thrown);
  switch (reason.toUpperCase()) {
    case 'INTERRUPT':
      return new AkashiError('cancelled', {}, thrown);
    case 'OUT OF MEMORY':
      return new AkashiError('engine.outOfMemory', { limitBytes: memoryLimitBytes }, thrown);
    case 'PERMISSION':
      return new AkashiError('engine.refused', { what: 'file' }, thrown);
    default:
      return new AkashiError('engine.query', { reason }, thrown);
  }
}
