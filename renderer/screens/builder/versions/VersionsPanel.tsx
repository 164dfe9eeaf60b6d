import History from 'lucide-react/icons/history';
import X from 'lucide-react/icons/x';
import { useEffect, useMemo, useState } from 'react';
import type { JsonObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import { sameDocument, type Version } from '../../../../shared/cohort/versions/version.ts';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { showDraftPanel } from '../../../state/draftActions.ts';
import { type Draft, lineageOf } from '../../../state/drafts.ts';
import { loadVersions } from '../../../state/versionActions.ts';
import { VersionDetail } from './VersionDetail.tsx';
import { VersionList } from './VersionList.tsx';

/** What a definition was at each save: what differs, and the way back. */
export function VersionsPanel({ draft }: { readonly draft: Draft }) {
  const app = useApp();
  const { t } = useTexts();
  const lineage = lineageOf(draft);
  const kept = useAppState((state) => state.versions[lineage]);
  const [chosen, choose] = useState<string | null>(null);
  useEffect(() => void loadVersions(app, lineage), [app, lineage]);
  const versions = useMemo(() => [...(kept ?? [])].reverse(), [kept]);
  const version = versions.find(({ id }) => id === chosen) ?? firstDifferent(versions, draft.document);
  return (
    <Panel
      className="versions"
      title={t('versions.title')}
      aside={kept ? t('versions.count', { count: kept.length }) : undefined}
      actions={
        <Button icon={X} onPress={() => showDraftPanel(app, null)}>
          {t('versions.close')}
        </Button>
      }
    >
      {!kept ? (
        <p className="loading">{t('state.loading')}</p>
      ) : version ? (
        <div className="versions-split">
          <VersionList versions={versions} current={draft.document} chosen={version.id} onChoose={choose} />
          <VersionDetail key={version.id} draft={draft} version={version} versions={versions} />
        </div>
      ) : (
        <EmptyState icon={History} title={t('versions.none')} text={t('versions.noneText')} />
      )}
    </Panel>
  );
}

/** The latest that says something else than the draft; the latest where none does. */
function firstDifferent(versions: readonly Version[], current: JsonObject): Version | undefined {
  return versions.find(({ document }) => !sameDocument(document, current)) ?? versions[0];
}
