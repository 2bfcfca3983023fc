// data-print prints this page; data-print-url prints another (a receipt) without leaving; data-print-now on <body>
// prints as soon as the page is there. A page printed by its address must allow framing by ourselves
// (frame-ancestors 'self', X-Frame-Options SAMEORIGIN); where it does not, or is refused, a word offers to open it beside.
// A telephone whose browser shows no PDF opens or keeps the file: printing it is the work of another program there.
import { say } from "./words.js";
import { toast } from "./toast.js";

function printUrl(url) {
  if (navigator.pdfViewerEnabled === false && new URL(url, location.href).pathname.endsWith(".pdf")) {
    window.open(url, "_blank", "noopener");
    return;
  }
  document.getElementById("print-frame")?.remove();
  // Out of sight, but there: Firefox prints nothing from a frame that is not displayed.
  const frame = Object.assign(document.createElement("iframe"), { id: "print-frame", src: url, className: "visually-hidden", tabIndex: -1 });
  frame.setAttribute("aria-hidden", "true");
  frame.addEventListener("load", () => {
    try {
      // The cursor stays where it was: in the frame it would take the counter's keys with it.
      frame.contentWindow.print();
    } catch {
      toast(say("notPrinted"), { tone: "late", act: { label: say("open"), run: () => window.open(url, "_blank", "noopener") } });
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
