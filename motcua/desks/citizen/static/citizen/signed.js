// The QR of a slip leads to the follow-up page; behind "#" stands its signed summary, which no browser sends by itself.
// Where there is one, offer to check it: the digits go into the form's hidden box, and only a press sends them.
const form = document.querySelector("[data-signed]");
const digits = /^#?(\d{230,690})$/.exec(window.location.hash);

if (form && digits) {
  form.elements["noi-dung"].value = digits[1];
  form.hidden = false;
}
