/** Tabs that show one panel at a time; arrow keys move between them. */

/** @param {Function} shown told the name of the panel that is shown */
export function tabs(list, shown) {
  const all = [...list.querySelectorAll("[role=tab]")];

  function show(tab) {
    for (const one of all) {
      const isShown = one === tab;
      one.setAttribute("aria-selected", String(isShown));
      one.tabIndex = isShown ? 0 : -1;
      document.getElementById(one.getAttribute("aria-controls")).hidden = !isShown;
    }
    shown(tab.getAttribute("aria-controls"));
  }

  function move(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const next = all.at((all.indexOf(event.target) + step) % all.length);
    show(next);
    next.focus();
  }

  for (const tab of all) {
    tab.addEventListener("click", () => show(tab));
    tab.addEventListener("keydown", move);
  }
  return (name) => show(all.find((tab) => tab.getAttribute("aria-controls") === name));
}
