/** Colours and type of a chart. Data colours are Okabe and Ito's, each at least 3:1 against its background. */
export interface ChartTheme {
  readonly background: string;
  readonly ink: string;
  readonly ink2: string;
  readonly line: string;
  readonly grid: string;
  readonly primary: string;
  readonly secondary: string;
  readonly neutral: string;
  readonly font: string;
}

const font = '"Noto Sans JP Variable", "Noto Sans JP", "Noto Sans CJK JP", system-ui, sans-serif';

export const lightChartTheme: ChartTheme = {
  background: '#ffffff',
  ink: '#1b2330',
  ink2: '#556070',
  line: '#c9cbc6',
  grid: '#ecece8',
  primary: '#0072b2',
  secondary: '#d55e00',
  neutral: '#7b8591',
  font,
};

export const darkChartTheme: ChartTheme = {
  background: '#1a1e25',
  ink: '#e8eaed',
  ink2: '#aab3be',
  line: '#434c58',
  grid: '#2a313a',
  primary: '#56b4e9',
  secondary: '#e69f00',
  neutral: '#8d97a3',
  font,
};
