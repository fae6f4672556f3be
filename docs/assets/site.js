// Names and roles that the theme's own script leaves out, for screen readers. The pages work without this.
const name = () => {
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
  // The buttons of a code block are no landmark of the page.
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
  // A table or a row of tabs that is wider than a phone scrolls, and the keyboard must reach it.
  for (const wide of document.querySelectorAll(":is(.md-typeset__scrollwrap, .tabbed-labels):not([tabindex])"))
    if (wide.scrollWidth > wide.clientWidth) wide.setAttribute("tabindex", "0");
};
name();
new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
