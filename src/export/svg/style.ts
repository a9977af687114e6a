/** The colours of the picture; contrast is at least 4.5 to 1. */
const LIGHT = {
  paper: '#ffffff',
  ink: '#1d2433',
  dim: '#5b6475',
  rule: '#d8dde6',
  actor: '#2f5fb3',
  loop: '#8a3fa0',
  added: '#1a6e3c',
  removed: '#a3302a',
  changed: '#7a5200',
} as const;
type ColorName = keyof typeof LIGHT;

const DARK: Readonly<Record<ColorName, string>> = {
  paper: '#14181f',
  ink: '#e4e8ef',
  dim: '#9aa5b6',
  rule: '#333c4a',
  actor: '#82aaf0',
  loop: '#cf94e2',
  added: '#77c994',
  removed: '#ef8f86',
  changed: '#dcb565',
};

const variables = (colors: Readonly<Record<ColorName, string>>): string =>
  Object.entries(colors)
    .map(([name, color]) => `--${name}: ${color};`)
    .join(' ');

const rules = (color: (name: ColorName) => string): string =>
  `
text { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 12px; fill: ${color('ink')}; white-space: pre; }
.paper { fill: ${color('paper')}; }
.heading { font-family: system-ui, "DejaVu Sans", sans-serif; font-size: 17px; font-weight: 600; }
.lane { font-weight: 600; fill: ${color('actor')}; text-anchor: middle; }
.rule { stroke: ${color('rule')}; stroke-width: 1.5; }
.number { fill: ${color('dim')}; text-anchor: end; }
.title { font-weight: 600; font-size: 13px; }
.note, .plain { fill: ${color('dim')}; }
.added { fill: ${color('added')}; } .removed { fill: ${color('removed')}; } .changed { fill: ${color('changed')}; }
.actor { fill: ${color('actor')}; } .other { fill: ${color('paper')}; stroke: ${color('actor')}; stroke-width: 2; }
.nobody { fill: ${color('dim')}; }
.reach { stroke: ${color('actor')}; stroke-width: 2; }
.loop { fill: none; stroke: ${color('loop')}; stroke-width: 2; } .tip { fill: ${color('loop')}; }
`.trim();

/** Light or dark, as the reader has it. */
export const STYLE = `svg { ${variables(LIGHT)} }
@media (prefers-color-scheme: dark) { svg { ${variables(DARK)} } }
${rules((name) => `var(--${name})`)}`;

/** Light, for what draws a picture once and knows no variables. */
export const LIGHT_STYLE = rules((name) => LIGHT[name]);
