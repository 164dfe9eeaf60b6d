import { type Loader, parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { ChartSpec } from '../../../shared/report/charts/chartSpec.ts';

const refusing: Loader = {
  load: async (uri) => Promise.reject(new Error(`a chart must load nothing: ${uri}`)),
  sanitize: async (uri) => Promise.reject(new Error(`a chart must load nothing: ${uri}`)),
  http: async (uri) => Promise.reject(new Error(`a chart must load nothing: ${uri}`)),
  file: async (uri) => Promise.reject(new Error(`a chart must load nothing: ${uri}`)),
};

/** Draws a chart without a screen, interpreting expressions and refusing to load anything. @returns its SVG */
export async function renderSvg(spec: ChartSpec): Promise<string> {
  const warnings: string[] = [];
  const logger = {
    level: () => logger,
    error: (...parts: unknown[]) => note(parts),
    warn: (...parts: unknown[]) => note(parts),
    info: () => logger,
    debug: () => logger,
  };
  function note(parts: unknown[]) {
    warnings.push(parts.map(String).join(' '));
    return logger;
  }
  const compiled = compile(spec as unknown as TopLevelSpec, { logger: logger as never }).spec;
  const view = new View(parse(compiled, undefined, { ast: true }), {
    expr: expressionInterpreter,
    loader: refusing,
    renderer: 'none',
    logger: logger as never,
  });
  const svg = await view.toSVG();
  view.finalize();
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
  return svg;
}

/** The texts of an SVG in drawing order. */
export function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, text]) =>
    (text ?? '')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&amp;', '&'),
  );
}
