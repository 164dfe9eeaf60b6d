import Ellipsis from 'lucide-react/icons/ellipsis';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { canAdd } from '../../../../shared/cohort/edit/additions.ts';
import type { Outline, OutlineNode } from '../../../../shared/cohort/edit/outline.ts';
import {
  isGroupable,
  isMember,
  isRemovable,
  isUngroupable,
  shifted,
} from '../../../../shared/cohort/edit/restructure.ts';
import { performCommand } from '../../../app/performCommand.ts';
import { Button } from '../../../components/Button.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { addToDraft, selectPlace } from '../../../state/builderActions.ts';
import type { Draft } from '../../../state/drafts.ts';

interface RowMenuProps {
  readonly node: OutlineNode;
  readonly outline: Outline;
  readonly draft: Draft;
  readonly name: string;
}

const actions = ['moveUp', 'moveDown', 'duplicate', 'group', 'ungroup', 'remove'] as const;

/** What can be done with a part. */
export function RowMenu({ node, outline, draft, name }: RowMenuProps) {
  const app = useApp();
  const { t } = useTexts();
  const possible: Readonly<Record<(typeof actions)[number], boolean>> = {
    moveUp: shifted(draft.document, node, -1) !== null,
    moveDown: shifted(draft.document, node, 1) !== null,
    duplicate: isMember(node),
    group: isGroupable(node),
    ungroup: isUngroupable(node),
    remove: isRemovable(node),
  };
  return (
    <MenuTrigger>
      <Button kind="quiet" icon={Ellipsis} data-menu aria-label={t('builder.row.more', { name })} />
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('builder.row.more', { name })}
          onAction={(key) => {
            selectPlace(app, node.path);
            if (key === 'nested') addToDraft(app, { kind: 'nested' });
            else performCommand(app, `builder.${key}`);
          }}
        >
          {actions
            .filter((action) => possible[action])
            .map((action) => (
              <MenuItem key={action} id={action}>
                {t(`builder.action.${action}`)}
              </MenuItem>
            ))}
          {canAdd(outline, node, 'nested') && <MenuItem id="nested">{t('builder.action.nested')}</MenuItem>}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
