import type { ReactNode } from 'react';
import { useRegionName } from './RegionPrefix.ts';

interface PanelProps {
  readonly title: string;
  /** Beside the title, quieter. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** A titled surface; a landmark region named by its title. */
export function Panel({ title, aside, actions, className = '', busy = false, children }: PanelProps) {
  const name = useRegionName(title);
  return (
    <section className={`panel ${className}`} aria-label={name} aria-busy={busy}>
      <header className="panel-head">
        <h2>{title}</h2>
        {aside !== undefined && <span className="panel-aside">{aside}</span>}
        {actions !== undefined && <div className="panel-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
