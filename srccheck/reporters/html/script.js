"use strict";
// Filters, and buttons that copy. Nothing here makes markup: texts are set, elements are hidden.
(() => {
  const form = document.getElementById("filters");
  const cards = [...document.querySelectorAll(".card")];
  const findings = [...document.querySelectorAll(".findings > li")];
  const questions = ["identity", "accuracy", "status", "reachability"];
  const chosen = (name) => form.elements[name].value;

  const fits = (card, question, verdict, rule) => {
    const verdicts = card.dataset.v.split(" ");
    const asked = question ? [verdicts[questions.indexOf(question)]] : verdicts;
    return (!verdict || asked.includes(verdict)) &&
      (!rule || (card.dataset.r || "").split(" ").includes(rule));
  };

  const filter = () => {
    const [question, verdict, rule] = [chosen("question"), chosen("verdict"), chosen("rule")];
    const severity = chosen("severity");
    let sources = 0, faults = 0;
    for (const card of cards) {
      card.hidden = !fits(card, question, verdict, rule);
      sources += !card.hidden;
    }
    for (const finding of findings) {
      finding.hidden = (rule !== "" && finding.dataset.r !== rule) ||
        (severity !== "" && finding.dataset.y !== severity);
      faults += !finding.hidden;
    }
    document.getElementById("shown").textContent =
      `${faults} of ${findings.length} findings, ${sources} of ${cards.length} sources shown`;
  };

  if (cards.length || findings.length) {
    form.hidden = false;
    form.addEventListener("change", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  // A link to what a filter hides, or to what is folded, shows it.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) {
      form.reset();
      setTimeout(() => target.scrollIntoView());
    }
  };
  addEventListener("hashchange", reveal);

  const copy = async (pre, button) => {
    try {
      await navigator.clipboard.writeText(pre.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(pre);
      button.textContent = "Selected: copy with the keyboard";
    }
  };
  for (const pre of document.querySelectorAll("pre.copy")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copies";
    button.textContent = "Copy";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => copy(pre, button));
    pre.before(button);
  }
})();
