// Starts every small script of the look. Each works alone, by attributes; without any of them pages still work.
// The scanner listens first: what it takes must not reach the keys.
import "./wedge.js";
import "./keys.js";
import "./dialog.js";
import "./errors.js";
import "./drafts.js";
import "./once.js";
import "./lock.js";
import "./toast.js";
import "./offline.js";
import "./select-rows.js";
import "./long-choice.js";
import "./files.js";
import "./copy.js";
import "./fill.js";
import "./print.js";
import "./display.js";
