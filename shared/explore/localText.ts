import { type MessageKey, type MessageParams, translate } from '../i18n/translate.ts';
import type { LocalText } from './exploreModel.ts';

/** A message in both languages. */
export function inBoth(key: MessageKey, params: MessageParams = {}): LocalText {
  return { ja: translate('ja', key, params), en: translate('en', key, params) };
}
