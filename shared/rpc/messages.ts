import { z } from 'zod';
import type { Progress } from '../engine/job.ts';
import type { Result } from '../errors/akashiError.ts';

/** What a client sends to its host. */
export type ClientMessage = z.infer<typeof clientMessage>;

/** The edge of a host: whatever is no such message is ignored. */
export const clientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id: z.number(), operation: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: z.number() }),
]);

/** What a host sends to its client: any number of `progress`, then one `result`, for each call. */
export type HostMessage =
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly type: 'result'; readonly id: number; readonly result: Result<unknown> };

/** A host's first message on a new channel: whether its engine works on this machine. */
export interface HostHello {
  readonly type: 'hello';
  readonly engine: 'native' | 'wasm';
  readonly available: boolean;
}

export function isHostHello(message: unknown): message is HostHello {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'hello';
}

export function isHostMessage(message: unknown): message is HostMessage {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  return message.type === 'progress' || message.type === 'result';
}
