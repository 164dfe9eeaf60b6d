/** Errors of the query engine. `reason` is the engine's own class of error, never a value from the data. */
export interface EngineErrors {
  cancelled: Record<string, never>;
  'engine.query': { reason: string };
  'engine.outOfMemory': { limitBytes: number };
  'engine.closed': Record<string, never>;
  'engine.refused': { what: string };
  'engine.unavailable': { engine: string };
}
