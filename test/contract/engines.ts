import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import type { QueryEngine } from '../../shared/engine/queryEngine.ts';
import { createNodeWasmEngine } from '../engine/nodeWasmEngine.ts';

/** Every engine that the contract is tested on. */
export const engines: readonly { readonly kind: string; readonly create: () => Promise<QueryEngine> }[] = [
  { kind: 'native', create: () => createNativeEngine({ threads: 2 }) },
  { kind: 'wasm', create: () => createNodeWasmEngine() },
];
