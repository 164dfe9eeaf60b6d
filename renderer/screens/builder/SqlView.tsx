import { useMemo } from 'react';
import { CodeView } from '../../components/CodeView.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Panel } from '../../components/Panel.tsx';
import { copyText } from '../../platform/clipboard.ts';
import { useTexts } from '../../state/AppContext.tsx';
import type { Draft } from '../../state/drafts.ts';
import { draftSql } from './BuilderHeader.tsx';

/** The definition as one SQL statement for an OMOP CDM. */
export function SqlView({ draft }: { readonly draft: Draft }) {
  const { t } = useTexts();
  const text = useMemo(() => draftSql(draft), [draft]);
  return (
    <Panel
      className="builder-code"
      title={t('builder.sql.label')}
      actions={text !== null && <CopyButton label={t('action.copy')} copy={() => copyText(text)} />}
    >
      {text === null ? (
        <p className="hint">{t('builder.sql.invalid')}</p>
      ) : (
        <CodeView language="sql" text={text} label={t('builder.view.sql')} />
      )}
    </Panel>
  );
}
