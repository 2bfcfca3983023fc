// data-print prints this page; data-print-url prints another (a receipt) without leaving; data-print-now on <body>
// prints as soon as the page is there. A page printed by its address must allow framing by ourselves
// (frame-ancestors 'self', X-Frame-Options SAMEORIGIN); where it does not, it opens beside.
function printUrl(url) {
  document.getElementById("print-frame")?.remove();
  const frame = Object.assign(document.createElement("iframe"), { id: "print-frame", src: url, hidden: true, title: "" });
  frame.addEventListener("load", () => {
    try {
      frame.contentWindow.focus();
      frame.contentWindow.print();
    } catch {
      window.open(url, "_blank", "noopener");
    }
  });
  document.body.append(frame);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print], [data-print-url]");
  if (!button) return;
  event.preventDefault();
  if (button.dataset.printUrl) printUrl(button.dataset.printUrl);
  else window.print();
});

if ("printNow" in document.body.dataset) window.addEventListener("load", () => window.print());
