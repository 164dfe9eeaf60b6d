import type { Bits } from '../../disclosure/bits.ts';

/**
 * Arrays that another thread sees too. Where the host has no shared memory they are plain ones, and there is no other
 * thread either.
 */
export function sharedInt32(length: number): Int32Array {
  return new Int32Array(memory(4 * length));
}

export function sharedFloat64(length: number): Float64Array {
  return new Float64Array(memory(8 * length));
}

export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(memory(length));
}

export function sharedBits(size: number): Bits {
  return new Uint32Array(memory(4 * Math.ceil(size / 32)));
}

/** The same numbers, shared. */
export function toShared(numbers: Int32Array): Int32Array {
  if (numbers.buffer instanceof memoryType) return numbers;
  const shared = sharedInt32(numbers.length);
  shared.set(numbers);
  return shared;
}

const memoryType = typeof SharedArrayBuffer === 'undefined' ? ArrayBuffer : SharedArrayBuffer;

function memory(bytes: number): ArrayBuffer | SharedArrayBuffer {
  return new memoryType(bytes);
}
