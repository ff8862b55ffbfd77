"use strict";
{
  const said = document.getElementById("said");
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // A page that was opened as a file may not be let at the clipboard: then what is selected is copied.
      getSelection().selectAllChildren(button);
      const done = document.execCommand("copy");
      getSelection().removeAllRanges();
      return done;
    }
  };
  for (const span of document.querySelectorAll(".cyrillic")) {
    const row = span.closest("tr");
    const word = row.querySelector(".word");
    word.dataset.word ??= word.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = span.textContent;
    button.setAttribute("aria-pressed", "false");
    span.replaceChildren(button);
    button.addEventListener("click", async () => {
      const on = button.getAttribute("aria-pressed") === "false";
      for (const other of row.querySelectorAll("button")) other.setAttribute("aria-pressed", "false");
      button.setAttribute("aria-pressed", String(on));
      word.textContent = on ? button.textContent : word.dataset.word;
      word.lang = on ? "ru" : "";
      if (on) said.textContent = (await copy(button.textContent, button)) ? `Copied: ${button.textContent}` : "";
    });
  }
}
