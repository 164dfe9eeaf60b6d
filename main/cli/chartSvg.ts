import { type Loader, parse, View, Warn } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { ChartSpec } from '../../shared/report/charts/chartSpec.ts';

const refuse = () => Promise.reject(new Error('charts load nothing'));
const refusingLoader: Loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** A chart as SVG text, without a screen; nothing is loaded. */
export async function chartSvg(spec: ChartSpec): Promise<string> {
  const compiled = compile(spec as unknown as TopLevelSpec).spec;
  const view = new View(parse(compiled, undefined, { ast: true }), {
    expr: expressionInterpreter,
    loader: refusingLoader,
    logLevel: Warn,
    renderer: 'none',
  });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
