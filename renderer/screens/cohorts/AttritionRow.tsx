import GripVertical from 'lucide-react/icons/grip-vertical';
import { GridListItem, Button as PressTarget } from 'react-aria-components';
import { isWithheld, type PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import { barLength, shareText } from '../../../shared/report/charts/countText.ts';
import type { AttritionRule } from '../../../shared/workbenchApi.ts';
import { CheckMark } from '../../components/CheckMark.tsx';
import { CountValue } from '../../components/Provenance.tsx';
import { useTexts } from '../../state/AppContext.tsx';

interface AttritionRowProps {
  readonly rule: AttritionRule;
  /** What was left before this rule. */
  readonly before: PublishedCount;
  /** Persons that the full width of the bar stands for. */
  readonly whole: number;
  readonly entry: PublishedCount;
  readonly onSwitch: (enabled: boolean) => void;
}

/** One rule: what passes it, what it alone removes, what is left; with handles to move and switch it. */
export function AttritionRow({ rule, before, whole, entry, onSwitch }: AttritionRowProps) {
  const { t, locale, own } = useTexts();
  const { remaining, enabled } = rule;
  const name = own(rule.name);
  return (
    <GridListItem id={rule.index} textValue={name} className={`flow-row flow-rule${enabled ? '' : ' off'}`}>
      <PressTarget slot="drag" className="grip" aria-label={t('attrition.move', { rule: name })}>
        <GripVertical size={14} aria-hidden />
      </PressTarget>
      <CheckMark label={t('attrition.switch', { rule: name })} checked={enabled} onChange={onSwitch} />
      <span className="flow-name" title={name}>
        {name}
      </span>
      <span className="end num">
        <CountValue count={rule.passes} label={`${name} · ${t('attrition.passes')}`} />
      </span>
      <span className="end num">
        <CountValue count={rule.aloneRemoves} label={`${name} · ${t('attrition.alone')}`} />
      </span>
      <span className="flow-bar">
        {remaining !== null && <Bar remaining={remaining} before={before} whole={whole} />}
      </span>
      <span className="end num strong">
        {remaining === null ? (
          <span className="quiet">{t('chart.attrition.off')}</span>
        ) : (
          <CountValue count={remaining} label={`${name} · ${t('attrition.left')}`} />
        )}
      </span>
      <span className="end num quiet flow-share">
        {remaining !== null && shareText(locale, remaining, entry)}
      </span>
    </GridListItem>
  );
}

function Bar({
  remaining,
  before,
  whole,
}: {
  readonly remaining: PublishedCount;
  readonly before: PublishedCount;
  readonly whole: number;
}) {
  const percent = (persons: number) => (whole === 0 ? 0 : Math.min(100, (100 * persons) / whole));
  const left = percent(barLength(remaining));
  const removed = Math.max(0, percent(barLength(before)) - left);
  return (
    <>
      <span
        className={isWithheld(remaining) ? 'flow-left withheld' : 'flow-left'}
        style={{ width: `${left}%` }}
      />
      <span className="flow-removed" style={{ width: `${removed}%` }} />
    </>
  );
}
