// What a page can do beyond showing: everything else works without this.
// Labels and taints in a picture become switches. All states were drawn when the site was built; one is shown.
(() => {
  const hidden = "kp-off";
  const chosen = (choice) => [...choice.children].findIndex((each) => !each.classList.contains(hidden));
  const choose = (choice, index) =>
    [...choice.children].forEach((each, number) => each.classList.toggle(hidden, number !== index));

  function start(figure) {
    const nodes = [...figure.querySelectorAll(".kp-choice")];
    const counts = figure.querySelector(".kp-counts");
    const said = figure.querySelector(".kubeproof-switched");
    if (!counts || !said || figure.classList.contains("kp-live")) return;
    const original = nodes.map(chosen);
    const [status, reset] = said.children;
    const hint = status.textContent;

    const show = (states) => {
      nodes.forEach((node, number) => choose(node, states[number]));
      choose(counts, nodes.filter((node) => node.children[chosen(node)].querySelector(".kp-pod")).length);
      const changed = states.some((state, number) => state !== original[number]);
      status.textContent = changed ? `${counts.children[chosen(counts)].querySelector("text").textContent}.` : hint;
      reset.hidden = !changed;
      figure.classList.toggle("kp-changed", changed);
    };
    const turn = (node, bit) => {
      show(nodes.map((each) => chosen(each) ^ (each === node ? 1 << bit : 0)));
      node.children[chosen(node)].querySelectorAll(".kp-switch")[bit].focus();
    };
    for (const node of nodes)
      for (const state of node.children)
        state.querySelectorAll(".kp-switch").forEach((button, bit) => {
          const name = state.querySelector(".kp-node").getAttribute("aria-label").split(":")[0];
          button.setAttribute("role", "switch");
          button.setAttribute("tabindex", "0");
          button.setAttribute("aria-checked", String(button.classList.contains("kp-on")));
          button.setAttribute("aria-label", `${button.querySelector("text").textContent} on ${name}`);
          button.addEventListener("click", () => turn(node, bit));
          button.addEventListener("keydown", (event) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            turn(node, bit);
          });
        });
    reset.addEventListener("click", () => show(original));
    figure.classList.add("kp-live");
  }

  // A line that a picture leads to may stand in a tab that is closed.
  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const block = target?.closest(".tabbed-block");
    if (!block) return;
    const inputs = block.closest(".tabbed-set").querySelectorAll(":scope > input");
    inputs[[...block.parentElement.children].indexOf(block)]?.click();
    target.scrollIntoView();
  }

  const begin = () => {
    document.querySelectorAll(".kubeproof-diagram").forEach(start);
    open();
  };
  addEventListener("hashchange", open);
  if (window.document$) window.document$.subscribe(begin);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
})();
