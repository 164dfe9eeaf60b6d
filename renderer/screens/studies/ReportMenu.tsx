import FileText from 'lucide-react/icons/file-text';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { chartSvg } from '../../charts/drawChart.ts';
import { Button } from '../../components/Button.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { saveStudyReport } from '../../state/studyRuns.ts';

/** Takes the report of a study that was run out: as a page, and as PDF where there is a printer to make one. */
export function ReportMenu({
  study,
  saveReport = saveStudyReport,
}: {
  readonly study: string;
  /** Makes the report; a comparison's where it is left out. */
  readonly saveReport?: typeof saveStudyReport;
}) {
  const app = useApp();
  const { t } = useTexts();
  const save = (kind: 'html' | 'pdf') => void saveReport(app, study, kind, chartSvg);
  if (app.platform.kind === 'browser') {
    return (
      <Button icon={FileText} onPress={() => save('html')}>
        {t('studies.report')}
      </Button>
    );
  }
  return (
    <MenuTrigger>
      <Button icon={FileText}>{t('studies.report')}</Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('studies.report')}
          onAction={(key) => save(key === 'pdf' ? 'pdf' : 'html')}
        >
          <MenuItem id="html">{t('studies.report.html')}</MenuItem>
          <MenuItem id="pdf">{t('studies.report.pdf')}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
