/** The report's style sheet: one column, Japanese or English by the switch above, fit for A4. */
export const reportStyle = `
:root { --ink: #1b2330; --ink2: #556070; --line: #c9cbc6; --soft: #f5f5f2; --accent: #0072b2; --second: #b34700; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; color: var(--ink); background: #fff;
  font: 15px/1.65 "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI", Meiryo, system-ui, sans-serif; }
body:has(#language-ja:checked) .en, body:has(#language-en:checked) .ja { display: none; }
.switch { display: flex; gap: 1rem; justify-content: flex-end; border: 0; padding: 0; margin: 0; }
h1 { font-size: 1.7rem; line-height: 1.3; margin: .4rem 0; }
h2 { font-size: 1.25rem; margin: 2.4rem 0 .6rem; padding-top: .8rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
p { margin: .4rem 0; }
.meta, figcaption, .quiet { color: var(--ink2); font-size: .87rem; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; font-variant-numeric: tabular-nums; font-size: .9rem; }
th, td { border-bottom: 1px solid var(--line); padding: .28rem .5rem; text-align: left; vertical-align: top; }
th { font-weight: 600; background: var(--soft); }
td.n, th.n { text-align: right; white-space: nowrap; }
tr.off td { color: var(--ink2); }
h4 { font-size: .92rem; margin: 1.1rem 0 .3rem; }
table.grouped { font-size: .84rem; } .grouped th.n { white-space: normal; } .grouped td, .grouped th { padding-inline: .3rem; }
.grouped tbody { break-inside: avoid; } .grouped tbody th { background: none; padding-top: .7rem; border-bottom: 0; font-size: .95rem; }
.grouped td:first-child { min-width: 7.5rem; }
footer { margin-top: 2rem; }
.protocol th { width: 9rem; } .protocol ul { margin: 0; padding-left: 1.1rem; }
div:has(> table) { overflow-x: auto; }
figure { margin: .8rem 0; break-inside: avoid; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 12px "Noto Sans JP", "Noto Sans CJK JP", system-ui, sans-serif; fill: var(--ink); }
svg text.quiet { fill: var(--ink2); font-size: 12px; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
.facts dt { color: var(--ink2); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.note { border-left: 4px solid var(--second); background: var(--soft); padding: .5rem .8rem; margin: .6rem 0; }
code, pre { font: 12px/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
pre { background: var(--soft); border: 1px solid var(--line); padding: .7rem; }
a { color: var(--accent); }
@media print { .switch, details:not([open]) { display: none; } body { max-width: none; padding: 0; font-size: 10.5pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h1, h2, h3, summary { break-after: avoid; } tr, .facts, .note, dt { break-inside: avoid; } .protocol tr { break-inside: auto; } p { orphans: 3; widows: 3; }
  th.n { white-space: normal; } div:has(> table) { overflow: visible; }
  thead { display: table-header-group; } dt { break-after: avoid; } pre { font-size: 8pt; } a { color: inherit; text-decoration: none; }
  section.cohort { break-before: page; } @page { size: A4; margin: 16mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 8pt; } } }
`;
