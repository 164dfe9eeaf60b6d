import CornerUpRight from 'lucide-react/icons/corner-up-right';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { type NodePath, pathText } from '../../../shared/cohort/edit/nodePath.ts';
import { Button } from '../../components/Button.tsx';
import { type Texts, useTexts } from '../../state/AppContext.tsx';

/** Where a definition uses a concept set, each a way there; or that it does not. */
export function ConceptSetUses({
  usedAt,
  onJump,
}: {
  readonly usedAt: readonly NodePath[];
  readonly onJump: (path: NodePath) => void;
}) {
  const texts = useTexts();
  const { t } = texts;
  if (usedAt.length === 0) {
    return (
      <p className="set-uses">
        <span className="badge warn">
          <TriangleAlert size={12} aria-hidden />
          {t('conceptSet.unused')}
        </span>
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw and speak more than these buttons need
    <div className="set-uses" role="group" aria-label={t('conceptSet.usedAt')}>
      <span className="hint">{t('conceptSet.usedAt')}</span>
      {usedAt.map((path) => {
        const place = placeText(path, texts);
        return (
          <Button
            key={pathText(path)}
            kind="quiet"
            icon={CornerUpRight}
            aria-label={t('conceptSet.jump', { place })}
            onPress={() => onJump(path)}
          >
            {place}
          </Button>
        );
      })}
    </div>
  );
}

/** The part of a definition that a path leads into, in words. */
export function placeText(path: NodePath, { t }: Texts): string {
  const within = path[0] === 'expression' ? path.slice(1) : path;
  const [root, place] = within;
  const number = typeof place === 'number' ? place + 1 : 1;
  switch (root) {
    case 'PrimaryCriteria': {
      const event = within[2];
      return t('conceptSet.place.entry', { number: typeof event === 'number' ? event + 1 : 1 });
    }
    case 'AdditionalCriteria':
      return t('conceptSet.place.additional');
    case 'InclusionRules':
      return t('conceptSet.place.rule', { number });
    case 'CensoringCriteria':
      return t('conceptSet.place.censoring', { number });
    case 'EndStrategy':
      return t('conceptSet.place.exit');
    default:
      return pathText(path);
  }
}
