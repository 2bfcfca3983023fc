// Light or dark, ordinary or large: data-display="theme" and "size" switch, a cookie tells the server for the next page.
const YEAR = 31536000;
const root = document.documentElement;

function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`;
}

function dark() {
  const sheet = document.querySelector("[data-theme-sheet]");
  return sheet ? window.matchMedia(sheet.media || "all").matches : false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-display]");
  if (!button) return;
  if (button.dataset.display === "size") {
    const large = root.dataset.size !== "large";
    if (large) root.dataset.size = "large";
    else delete root.dataset.size;
    button.setAttribute("aria-pressed", String(large));
    remember("size", large ? "large" : "ordinary");
  } else {
    const next = dark() ? "light" : "dark";
    document.querySelector("[data-theme-sheet]").media = next === "dark" ? "all" : "not all";
    remember("theme", next);
  }
});

// On a phone the menu and the tabs are one line that moves: where one is stands in sight.
document.querySelectorAll(".shell-menu, .tabs").forEach((line) => {
  const here = line.querySelector("[aria-current]");
  if (here) line.scrollLeft = here.getBoundingClientRect().left - line.getBoundingClientRect().left - (line.clientWidth - here.offsetWidth) / 2;
});
