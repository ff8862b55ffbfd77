"use strict";
{
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const everything = count.textContent;
  const more = document.getElementById("more");
  // A browser takes a second to lay out ten thousand rows, and nobody reads them: the rest comes when it is asked for.
  const step = 500;
  let room = step;
  const keys = ["check", "concept", "file", "severity"];
  const findings = Array.from(document.querySelectorAll("tbody tr"), (row) => ({
    row,
    values: keys.map((key) => row.dataset[key]),
    text: row.textContent.toLowerCase(),
  }));
  const bars = new Map(Array.from(document.querySelectorAll("svg rect"), (bar) => [
    bar.dataset.check,
    { bar, number: bar.nextElementSibling, unit: bar.getAttribute("width") / bar.dataset.count, left: bar.x.baseVal.value },
  ]));

  const show = () => {
    const wanted = keys.map((key) => form.elements[key].value);
    const text = form.elements.text.value.trim().toLowerCase();
    const counts = new Map(Array.from(bars.keys(), (check) => [check, 0]));
    let shown = 0;
    for (const finding of findings) {
      const fits = wanted.every((value, n) => value === "" || value === finding.values[n]) && finding.text.includes(text);
      const visible = fits && shown < room;
      if (finding.row.hidden === visible) finding.row.hidden = !visible;
      if (fits) {
        shown += 1;
        counts.set(finding.values[0], counts.get(finding.values[0]) + 1);
      }
    }
    for (const [check, { bar, number, unit, left }] of bars) {
      const width = counts.get(check) * unit;
      bar.setAttribute("width", width);
      number.setAttribute("x", left + width + 6);
      number.textContent = counts.get(check);
    }
    more.hidden = shown <= room;
    more.textContent = `Show ${Math.min(step, shown - room)} more of ${shown - room}`;
    count.textContent = shown === findings.length ? everything : `${shown} of ${everything}`;
  };

  // What is chosen stands in the address, so that a view can be kept and sent.
  const read = () => {
    const chosen = new URLSearchParams(location.hash.slice(1));
    for (const field of form.elements) {
      if (!field.name) continue;
      field.value = chosen.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    show();
  };
  const write = () => {
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) chosen.set(name, value);
    history.replaceState(null, "", `#${chosen}`);
    room = step;
    show();
  };
  form.addEventListener("input", write);
  form.addEventListener("reset", () => requestAnimationFrame(write));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    room += step;
    show();
  });
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
}
