/** Opens the part of the page that the address names, for browsers that do not do so by themselves. */
export const SCRIPT = `
const open = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!(target instanceof HTMLDetailsElement)) return;
  target.open = true;
  target.scrollIntoView();
  target.querySelector('summary').focus();
};
addEventListener('hashchange', open);
open();
`;
