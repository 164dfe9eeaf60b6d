import { performCommand } from '../../app/performCommand.ts';
import { ProvenanceArea } from '../../components/Provenance.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import type { Draft } from '../../state/drafts.ts';
import { BuilderHeader } from './BuilderHeader.tsx';
import { DraftTabs } from './DraftTabs.tsx';
import { Inspector } from './Inspector.tsx';
import { JsonView } from './JsonView.tsx';
import { OutlinePanel } from './outline/OutlinePanel.tsx';
import { SentencesPanel } from './SentencesPanel.tsx';
import { SqlView } from './SqlView.tsx';
import { StartScreen } from './StartScreen.tsx';
import { useDefinition } from './useDefinition.ts';
import { useDraftCounts } from './useDraftCounts.ts';
import { ReleaseMatchPanel } from './versions/ReleaseMatchPanel.tsx';
import { VersionsPanel } from './versions/VersionsPanel.tsx';
import { WarningsPanel } from './WarningsPanel.tsx';

/** The cohort builder: one definition at a time, as sentences, tree, JSON or SQL, with live counts. */
export function BuilderScreen() {
  const { t } = useTexts();
  const draft = useAppState(({ drafts, openDraft }) => (openDraft === null ? undefined : drafts[openDraft]));
  if (!draft) {
    return (
      <div className="screen">
        <h1 className="spoken">{t('nav.builder')}</h1>
        <StartScreen />
      </div>
    );
  }
  return <Builder key={draft.id} draft={draft} />;
}

function Builder({ draft }: { readonly draft: Draft }) {
  const app = useApp();
  const view = useAppState((state) => state.builderView);
  const panel = useAppState((state) => state.draftPanel);
  const counts = useDraftCounts(draft);
  const { definition, problems } = useDefinition(draft);
  return (
    <div
      className="builder-screen"
      onKeyDownCapture={(event) => {
        const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea');
        if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        performCommand(app, 'builder.add');
      }}
    >
      <DraftTabs />
      <BuilderHeader draft={draft} counts={counts} problems={problems} />
      {panel === 'versions' ? (
        <VersionsPanel draft={draft} />
      ) : panel === 'releaseMatch' ? (
        <ReleaseMatchPanel draft={draft} />
      ) : view === 'json' ? (
        <JsonView draft={draft} problems={problems} />
      ) : view === 'sql' ? (
        <SqlView draft={draft} />
      ) : (
        <div className="builder-split">
          <div className="builder-main">
            <ProvenanceArea provenance={counts.provenance}>
              {view === 'tree' ? (
                <OutlinePanel draft={draft} counts={counts} problems={problems} />
              ) : (
                <SentencesPanel definition={definition} counts={counts} />
              )}
            </ProvenanceArea>
            <WarningsPanel draft={draft} definition={definition} counts={counts} />
          </div>
          <Inspector draft={draft} />
        </div>
      )}
    </div>
  );
}
