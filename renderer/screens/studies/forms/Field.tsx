import type { ReactNode } from 'react';

/** A control with its name above; the name may explain itself. */
export function Field({
  label,
  wide = false,
  children,
}: {
  readonly label: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={`field${wide ? ' wide' : ''}`}>
      <span>{label}</span>
      {children}
    </div>
  );
}
