/** The page's style sheet: quiet in light and dark, and no colour without a sign that says the same. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fdfdfc; --raised: #f4f4f1; --ink: #22252a; --quiet: #5d636c; --line: #dcdcd6;
  --holds: #1d6b3c; --holds-ground: #e9f4ec; --within: #1f6470; --within-ground: #e6f2f4;
  --violated: #8a4b0f; --violated-ground: #fbf0e2; --mixed: #6b4a8e; --mixed-ground: #f3edf8;
  --missed: #ffffff; --missed-ground: #b3261e; --focus: #2459c4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #17191c; --raised: #1f2226; --ink: #dfe2e6; --quiet: #9aa1ab; --line: #34383e;
    --holds: #8fd3a6; --holds-ground: #1b2c21; --within: #8accd8; --within-ground: #19292d;
    --violated: #eab676; --violated-ground: #32271a; --mixed: #ccb0ea; --mixed-ground: #2a2233;
    --missed: #ffffff; --missed-ground: #a5281f; --focus: #8ab0ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 90rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; font-weight: 600; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; font-weight: 600; margin: 3rem 0 .5rem; }
p { margin: .25rem 0; }
a { color: inherit; }
code, .trace { font-family: ui-monospace, monospace; font-size: .85rem; }
code { overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
.quiet, .place { color: var(--quiet); font-size: .85rem; }
.scroll { overflow-x: auto; margin: 1.5rem 0; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: separate; border-spacing: 0; width: 100%; }
th, td { padding: .45rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
tr:last-child > * { border-bottom: 0; }
thead th { background: var(--raised); font-weight: 600; min-width: 8rem; vertical-align: bottom; }
tbody th { font-weight: 500; position: sticky; left: 0; background: var(--ground); white-space: nowrap; }
td a, td > span { display: block; text-decoration: none; }
td a:hover .word { text-decoration: underline; }
.word { font-weight: 600; white-space: nowrap; }
.sign { display: inline-block; width: 1.25em; font-weight: 400; }
.detail { display: block; color: var(--quiet); font-size: .8rem; white-space: nowrap; padding-left: 1.25em; }
td.holds { background: var(--holds-ground); } .holds .word, .holds { color: var(--holds); }
td.holds-within { background: var(--within-ground); } .holds-within .word { color: var(--within); }
td.violated { background: var(--violated-ground); } .violated .word, .evidence .violated { color: var(--violated); }
td.mixed { background: var(--mixed-ground); } .mixed .word { color: var(--mixed); }
td.missed { background: var(--missed-ground); } .missed .word, .missed .detail { color: var(--missed); }
td.undecided .word { text-decoration: underline wavy var(--missed-ground); }
td.none .word { font-weight: 400; color: var(--quiet); }
.legend { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0; font-size: .85rem; color: var(--quiet); }
.legend dt { color: var(--ink); } .legend dd { margin: 0; }
section > details { border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; background: var(--raised); scroll-margin-top: 1rem; }
section > details > summary { padding: .5rem .75rem; cursor: pointer; }
section > details > div { padding: 0 .75rem .5rem 1.75rem; }
.evidence { margin-bottom: 1rem; } .evidence p:first-child > span { font-weight: 600; }
.problem { color: var(--ink); border-left: 4px solid var(--missed-ground); padding-left: .5rem; white-space: pre-wrap; }
.trace { margin: .5rem 0; padding-left: 2.5rem; max-height: 32rem; overflow-y: auto; }
.trace > li { margin: .15rem 0; } .trace > li::marker { color: var(--quiet); }
.trace .note { list-style: none; color: var(--quiet); }
.trace summary { cursor: pointer; }
.action { font-weight: 600; }
.changes { list-style: none; margin: 0; padding-left: 1.25rem; overflow-wrap: anywhere; }
.changes .added { color: var(--holds); } .changes .removed { color: var(--violated); }
.loop { font-family: ui-monospace, monospace; font-size: .85rem; border-left: 4px solid var(--mixed); padding-left: .5rem; margin-left: 1rem; }
@media print { .scroll { overflow: visible; } .trace { max-height: none; } }
`;
