import { type Loader, parse, View, Warn } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { ChartSpec } from '../../shared/report/charts/chartSpec.ts';

const refuse = () => Promise.reject(new Error('charts load nothing'));
const refusingLoader: Loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** A Vega view of a chart: expressions interpreted (no eval under the content security policy), nothing loaded. */
export function chartView(spec: ChartSpec, container?: HTMLElement): View {
  const compiled = compile(spec as unknown as TopLevelSpec).spec;
  return new View(parse(compiled, undefined, { ast: true }), {
    expr: expressionInterpreter,
    loader: refusingLoader,
    logLevel: Warn,
    renderer: container ? 'svg' : 'none',
    hover: false,
    ...(container ? { container } : {}),
  });
}

export async function chartSvg(spec: ChartSpec): Promise<string> {
  const view = chartView(spec);
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** @param scale pixels per unit: 3 prints well */
export async function chartPng(spec: ChartSpec, scale: number): Promise<Uint8Array> {
  const view = chartView(spec);
  try {
    const canvas = await view.toCanvas(scale);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('the canvas could not be encoded');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    view.finalize();
  }
}
