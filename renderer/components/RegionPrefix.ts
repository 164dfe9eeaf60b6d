import { createContext, useContext } from 'react';

/** Goes before the names of regions where the same ones stand beside each other: `A`, `B`. */
export const RegionPrefix = createContext<string | null>(null);

/** What a region is called, told apart from its like on the other side. */
export function useRegionName(name: string): string {
  const prefix = useContext(RegionPrefix);
  return prefix === null ? name : `${prefix}: ${name}`;
}
