import type { PickedFile } from '../files/pickedFiles.ts';

/** Files that a user picked in the page: a folder's files with their paths in it, or a single .zip. */
export interface PickedRelease {
  readonly locator: string;
  readonly title: string;
  readonly files: readonly PickedFile[];
}

/** How picked files reach the worker host; a message of its own, for only this host takes `File`s. */
export interface OfferMessage {
  readonly type: 'offer';
  readonly release: PickedRelease;
}

export function isOffer(message: unknown): message is OfferMessage {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'offer';
}
