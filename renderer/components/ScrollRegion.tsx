import type { ReactNode } from 'react';
import { useRegionName } from './RegionPrefix.ts';

/** A named place that scrolls, by keyboard too. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={className} aria-label={useRegionName(label)} tabIndex={0}>
      {children}
    </section>
  );
}
