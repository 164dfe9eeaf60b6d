import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import type { ChartTable, ChartTableCell } from '../charts/chartTable.ts';

type Column = ChartTable['columns'][number];

/** Columns of words and of figures, and what stands in them. */
export const start = (label: string): Column => ({ label, align: 'start' });
export const end = (label: string): Column => ({ label, align: 'end' });
export const text = (value: string | null): ChartTableCell => ({ text: value });
export const count = (value: PublishedCount): ChartTableCell => ({ count: value });
