import Download from 'lucide-react/icons/download';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import {
  type ChartTable,
  tableToCsv,
  tableToHtml,
  tableToTsv,
} from '../../../shared/report/charts/chartTable.ts';
import { Button } from '../../components/Button.tsx';
import { copyText } from '../../platform/clipboard.ts';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { notify } from '../../state/app.ts';

interface TableExportMenuProps {
  readonly title: string;
  readonly caption: string;
  readonly fileName: string;
  /** Made only when it is asked for: it may be long. */
  readonly table: () => ChartTable;
}

/** Takes a table that has no picture out: to the clipboard or to a file. */
export function TableExportMenu({ title, caption, fileName, table }: TableExportMenuProps) {
  const app = useApp();
  const { t, locale } = useTexts();
  const about = `${title} — ${caption}`;

  async function perform(kind: string): Promise<void> {
    if (kind === 'copy') {
      await copyText(tableToTsv(table()), tableToHtml(table(), locale, about));
      return notify(app, 'done', { key: 'notice.copied' });
    }
    if (await app.platform.saveFile(`${fileName}.csv`, tableToCsv(table(), about))) {
      notify(app, 'done', { key: 'notice.saved', params: { file: `${fileName}.csv` } });
    }
  }

  return (
    <MenuTrigger>
      <Button kind="quiet" icon={Download} aria-label={t('export.menu', { chart: title })} />
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('export.menu', { chart: title })}
          onAction={(key) =>
            perform(String(key)).catch(() =>
              notify(app, 'failed', { key: 'notice.exportFailed', params: { file: fileName } }),
            )
          }
        >
          <MenuItem id="copy">{t('export.copy')}</MenuItem>
          <MenuItem id="csv">{t('export.csv')}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
