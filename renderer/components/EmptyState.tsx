import type { ReactNode } from 'react';
import type { Icon } from './Button.tsx';

interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  /** Why there is nothing, and what to do about it. */
  readonly text: string;
  readonly children?: ReactNode;
}

export function EmptyState({ icon: IconShape, title, text, children }: EmptyStateProps) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <IconShape size={28} aria-hidden />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      {children !== undefined && <div className="empty-actions">{children}</div>}
    </div>
  );
}
