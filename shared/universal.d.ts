/**
 * The few globals that Node, browsers and workers all have but the ECMAScript library does not declare.
 * Nothing else from outside the language may be used in `shared/`.
 */
interface TextDecoderLike {
  readonly encoding: string;
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
declare var TextDecoder: new (
  label?: string,
  options?: { fatal?: boolean; ignoreBOM?: boolean },
) => TextDecoderLike;
interface TextEncoderLike {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare var TextEncoder: new () => TextEncoderLike;
declare function atob(base64: string): string;
declare function btoa(latin1: string): string;
declare function structuredClone<T>(value: T): T;
declare function setTimeout(done: () => void, milliseconds: number): unknown;
