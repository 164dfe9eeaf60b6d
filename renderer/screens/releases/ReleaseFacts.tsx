import BadgeCheck from 'lucide-react/icons/badge-check';
import BadgeX from 'lucide-react/icons/badge-x';
import KeyRound from 'lucide-react/icons/key-round';
import type { ReactNode } from 'react';
import type { ReleaseCard, SignatureState } from '../../../shared/release/releaseCard.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { KindBadge } from '../../components/KindBadge.tsx';
import { Term } from '../../components/Term.tsx';
import { copyText } from '../../platform/clipboard.ts';
import { useTexts } from '../../state/AppContext.tsx';

/** What the release is, from whom, for what and until when. */
export function ReleaseFacts({ release }: { readonly release: ReleaseCard }) {
  const { t, number, own } = useTexts();
  const { provider, terms, coverage, model } = release;
  const unknown = <span className="unknown">{t('release.unknown')}</span>;
  return (
    <section className="panel release-card" aria-labelledby="release-title">
      <header className="release-card-head">
        <h2 id="release-title">{own(release.title)}</h2>
        <KindBadge kind={release.kind} />
      </header>
      <div className="figures">
        <Figure label={t('release.persons')} value={number(release.persons)} />
        <Figure
          label={t('release.coverage')}
          value={coverage ? `${coverage.first} → ${coverage.last}` : t('release.noCoverage')}
        />
        <Figure label={t('release.expires')} value={terms.expires ?? t('release.unknown')} />
      </div>
      <dl className="facts">
        <Fact term={t('release.provider')}>
          {provider ? own(provider.name) : unknown}
          {provider?.certification && <small>{provider.certification}</small>}
        </Fact>
        <Fact term={t('release.purpose')}>{terms.purpose ? own(terms.purpose) : unknown}</Fact>
        <Fact term={t('release.licensee')}>{terms.licensee ? own(terms.licensee) : unknown}</Fact>
        <Fact term={<Term id="signature">{t('release.signature')}</Term>}>
          <Signature signature={release.signature} />
        </Fact>
        <Fact term={<Term id="outputRules">{t('release.rules')}</Term>}>
          {t('release.rulesText', { rules: terms.outputRules, below: terms.minimumCell })}
          <small>{t(terms.personLevelView ? 'release.personLevelYes' : 'release.personLevelNo')}</small>
        </Fact>
        <Fact term={<Term id="omop">{t('release.model')}</Term>}>
          {model.name} {model.version}
        </Fact>
        <Fact term={t('release.released')}>
          <span className="num">{release.released ?? unknown}</span>
          {release.dataCutoff !== null && <small>{t('release.cutoff', { date: release.dataCutoff })}</small>}
        </Fact>
        {release.withdrawnSince !== null && (
          <Fact term={t('release.withdrawn')}>
            {t('release.withdrawnText', { persons: number(release.withdrawnSince) })}
          </Fact>
        )}
        {release.supersedes !== null && (
          <Fact term={t('release.supersedes')}>
            <span className="mono">{release.supersedes}</span>
          </Fact>
        )}
        <Fact term={t('release.id')}>
          <span className="mono">{release.releaseId}</span>
        </Fact>
        <Fact term={<Term id="digest">{t('release.digest')}</Term>}>
          <span className="digest">
            <span className="mono">sha256:{release.digest}</span>
            <CopyButton label={t('action.copy')} copy={() => copyText(`sha256:${release.digest}`)} />
          </span>
        </Fact>
      </dl>
    </section>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="figure">
      <span className="figure-label">{label}</span>
      <span className="figure-value num">{value}</span>
    </div>
  );
}

function Fact({ term, children }: { readonly term: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Signature({ signature }: { readonly signature: SignatureState }) {
  const { t } = useTexts();
  switch (signature.state) {
    case 'trusted':
      return (
        <span className="sign good">
          <BadgeCheck size={15} aria-hidden />
          {t('signature.trusted', { key: signature.keyName })}
          <small className="mono">{signature.keyId}</small>
        </span>
      );
    case 'unknownKey':
      return (
        <span className="sign warn">
          <KeyRound size={15} aria-hidden />
          {t('signature.unknownKey')}
          <small className="mono">{signature.keyId}</small>
        </span>
      );
    case 'unsigned':
      return (
        <span className="sign warn">
          <BadgeX size={15} aria-hidden />
          {t('signature.unsigned')}
        </span>
      );
  }
}
