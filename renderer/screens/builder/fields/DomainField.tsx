import type { OutlineNode } from '../../../../shared/cohort/edit/outline.ts';
import { withDomain } from '../../../../shared/cohort/edit/restructure.ts';
import { type DomainName, domains } from '../../../../shared/cohort/expression/domains.ts';
import { Choice } from '../../../components/Choice.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { putPlaced } from '../../../state/builderActions.ts';
import type { Draft } from '../../../state/drafts.ts';

/** What kind of event a criterion is about. */
export function DomainField({ draft, node }: { readonly draft: Draft; readonly node: OutlineNode }) {
  const app = useApp();
  const { t } = useTexts();
  if (node.criterion === null) return null;
  return (
    <fieldset className="field-row-box">
      <legend>{t('builder.inspector.domain')}</legend>
      <Choice
        label={t('builder.inspector.domain')}
        value={node.criterion.domain}
        onChange={(domain) =>
          putPlaced(app, draft.id, withDomain(draft.document, node, domain), { key: 'builder.change.domain' })
        }
        options={(Object.keys(domains) as DomainName[]).map((id) => ({
          id,
          label: t(`domain.${id}`),
        }))}
      />
    </fieldset>
  );
}
