// data-fill="id": one press puts the button's sentence into that field; Alt+1 … Alt+9 in the field puts the first … ninth.

function put(button) {
  const field = document.getElementById(button.dataset.fill);
  const sentence = button.textContent.trim();
  field.value = field.value.trim() ? `${field.value.trim()} ${sentence}` : sentence;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (button) put(button);
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || !/^Digit[1-9]$/.test(event.code)) return;
  const id = event.target.id;
  const buttons = id ? document.querySelectorAll(`[data-fill="${CSS.escape(id)}"]`) : [];
  const button = buttons[Number(event.code.at(-1)) - 1];
  if (!button) return;
  event.preventDefault();
  put(button);
});
