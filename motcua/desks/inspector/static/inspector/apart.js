// Two people said different things of one item: both stand side by side, and whoever looks again says which holds.
import { make, moment } from "./build.js";
import { say } from "../shared/words.js";

const MOST = 300;

function side(title, one, act) {
  return make("div", { class: "kit-side" }, make("b", {}, title), one.at ? make("span", { class: "soft" }, moment(one.at)) : "", make("p", {}, one.words ?? ""), act);
}

/** Return the words side by side with a choice. `everybody` are [{id, who, at, words, answers, mine}]; `own` are the
 *  asker's own answers, nothing when they said nothing; a choice is saved as what they see now, knowing the other's. */
export function apart(pack, everybody, own, save, stopped) {
  const note = make("input", { id: "kit-again", type: "text", autocomplete: "off", maxLength: MOST });
  const others = everybody.filter((one) => !one.mine);
  const mine = everybody.find((one) => one.mine);
  const last = others.at(-1);

  function choose(answers, base, words) {
    const press = async (event) => {
      event.currentTarget.disabled = true;
      const text = note.value.trim();
      try {
        await save({ answers: { ...answers, ...(text ? { note: text } : {}) }, base });
      } catch (error) {
        stopped(error);
      }
    };
    return make("button", { type: "button", class: "button look-plain", onclick: press }, make("span", {}, words));
  }

  const own_ = own && last ? side(say("you"), mine ?? {}, choose(own, last.id, say("keepMine"))) : "";
  return make(
    "section",
    { class: "kit-apart", "aria-label": say("conflict") },
    make("p", {}, say("lookAgain"), pack.settled_by ? ` ${say("settledBy", { who: pack.settled_by })}` : ""),
    make("div", { class: "kit-field" }, make("label", { for: "kit-again" }, say("sawAgain"), ` (${say("optional")})`), note),
    make("div", { class: "kit-sides" }, own_, others.map((one) => side(one.who, one, choose(one.answers, one.id, say("takeTheirs", { who: one.who }))))),
  );
}
