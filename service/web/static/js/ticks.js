// Ticks every row of a list without loading the page again; without script the link itself does it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-tick-all]");
  const form = link && link.closest("form[data-ticks]");
  if (!form) return;
  event.preventDefault();
  const boxes = [...form.querySelectorAll("input[type=checkbox][name=id]")];
  const all = boxes.every((box) => box.checked);
  boxes.forEach((box) => { box.checked = !all; });
});
