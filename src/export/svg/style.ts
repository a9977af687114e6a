/** The colours of the picture, light and dark; contrast is at least 4.5 to 1. */
export const STYLE = `
svg { --paper: #ffffff; --ink: #1d2433; --dim: #5b6475; --rule: #d8dde6; --actor: #2f5fb3; --loop: #8a3fa0;
  --added: #1a6e3c; --removed: #a3302a; --changed: #7a5200; }
@media (prefers-color-scheme: dark) { svg { --paper: #14181f; --ink: #e4e8ef; --dim: #9aa5b6; --rule: #333c4a;
  --actor: #82aaf0; --loop: #cf94e2; --added: #77c994; --removed: #ef8f86; --changed: #dcb565; } }
text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: var(--ink); white-space: pre; }
.paper { fill: var(--paper); }
.heading { font: 600 17px system-ui, "DejaVu Sans", sans-serif; }
.lane { font-weight: 600; fill: var(--actor); text-anchor: middle; }
.rule { stroke: var(--rule); stroke-width: 1.5; }
.number { fill: var(--dim); text-anchor: end; }
.title { font-weight: 600; font-size: 13px; }
.note, .plain { fill: var(--dim); }
.added { fill: var(--added); } .removed { fill: var(--removed); } .changed { fill: var(--changed); }
.actor { fill: var(--actor); } .other { fill: var(--paper); stroke: var(--actor); stroke-width: 2; }
.nobody { fill: var(--dim); }
.reach { stroke: var(--actor); stroke-width: 2; }
.loop { fill: none; stroke: var(--loop); stroke-width: 2; } .tip { fill: var(--loop); }
`.trim();
