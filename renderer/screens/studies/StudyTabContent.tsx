import FileWarning from 'lucide-react/icons/file-warning';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { readStudy } from '../../state/readStudy.ts';
import type { Study, StudyTab } from '../../state/studies.ts';
import { FileTab } from './file/FileTab.tsx';
import { ArmsTab } from './forms/ArmsTab.tsx';
import { CovariatesTab } from './forms/CovariatesTab.tsx';
import { FollowUpTab } from './forms/FollowUpTab.tsx';
import type { FormProps } from './forms/formProps.ts';
import { BalanceTab } from './results/BalanceTab.tsx';
import { OverlapTab } from './results/OverlapTab.tsx';
import { PatientsTab } from './results/PatientsTab.tsx';
import { ResultsTab } from './results/ResultsTab.tsx';
import { SensitivityTab } from './results/SensitivityTab.tsx';
import { SubgroupsTab } from './results/SubgroupsTab.tsx';

/** What a tab shows; the forms need a file that can be read. */
export function StudyTabContent({ tab, study }: { readonly tab: StudyTab; readonly study: Study }) {
  const app = useApp();
  const { t } = useTexts();
  const { document, form } = readStudy(study);
  if (tab === 'file') return <FileTab study={study} />;
  if (!document || !form) {
    return (
      <div className="panel">
        <EmptyState icon={FileWarning} title={t('studies.state.broken')} text={t('studies.unreadable')}>
          <Button kind="primary" onPress={() => app.store.setState({ studyTab: 'file' })}>
            {t('studies.unreadableGo')}
          </Button>
        </EmptyState>
      </div>
    );
  }
  const props: FormProps = { study, document, form };
  switch (tab) {
    case 'arms':
      return <ArmsTab {...props} />;
    case 'followUp':
      return <FollowUpTab {...props} />;
    case 'covariates':
      return <CovariatesTab {...props} />;
    case 'overlap':
      return <OverlapTab study={study} />;
    case 'balance':
      return <BalanceTab study={study} />;
    case 'results':
      return <ResultsTab study={study} />;
    case 'subgroups':
      return <SubgroupsTab {...props} />;
    case 'patients':
      return <PatientsTab {...props} />;
    case 'sensitivity':
      return <SensitivityTab {...props} />;
  }
}
