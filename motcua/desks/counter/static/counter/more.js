// What is folded away (details.more) is no stop for Enter and takes no scan until it is opened.
function fold(details) {
  [...details.children].forEach((child) => {
    if (!child.matches("summary")) child.toggleAttribute("inert", !details.open);
  });
}

document.querySelectorAll("details.more").forEach(fold);
document.addEventListener("toggle", (event) => event.target.matches?.("details.more") && fold(event.target), true);
