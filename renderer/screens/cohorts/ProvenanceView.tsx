import type { Provenance } from '../../../shared/workbenchApi.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Panel } from '../../components/Panel.tsx';
import { provenanceFacts } from '../../components/provenanceFacts.ts';
import { copyText } from '../../platform/clipboard.ts';
import { useTexts } from '../../state/AppContext.tsx';

/** Where all numbers of a cohort come from. */
export function ProvenanceView({ provenance }: { readonly provenance: Provenance }) {
  const texts = useTexts();
  const facts = provenanceFacts(provenance, texts);
  return (
    <Panel
      title={texts.t('provenance.title')}
      aside={texts.t('provenance.aside')}
      actions={
        <CopyButton
          label={texts.t('action.copy')}
          copy={() => copyText(facts.map(({ term, value }) => `${term}: ${value}`).join('\n'))}
        />
      }
    >
      <dl className="facts">
        {facts.map(({ term, value, mono }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className={mono ? 'mono' : ''}>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
