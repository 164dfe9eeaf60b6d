import type { AttritionRule } from '../../../shared/workbenchApi.ts';
import type { RuleArrangement } from '../../state/appState.ts';

/** The arrangement that the definition has: its own order, everything on. */
export function asDefined(rules: readonly AttritionRule[]): RuleArrangement {
  return rules.toSorted((a, b) => a.index - b.index).map(({ index }) => ({ index, enabled: true }));
}

/** The arrangement with rule `index` just before or after rule `target`; the same object where nothing moves. */
export function moved(
  arrangement: RuleArrangement,
  index: number,
  target: number,
  place: 'before' | 'after',
): RuleArrangement {
  const rule = arrangement.find((one) => one.index === index);
  const rest = arrangement.filter((one) => one.index !== index);
  const at = rest.findIndex((one) => one.index === target);
  if (!rule || at < 0) return arrangement;
  const after = rest.toSpliced(place === 'before' ? at : at + 1, 0, rule);
  return after.every((one, i) => one === arrangement[i]) ? arrangement : after;
}

export function switched(arrangement: RuleArrangement, index: number, enabled: boolean): RuleArrangement {
  return arrangement.map((one) => (one.index === index ? { index, enabled } : one));
}
