import { deskMark, languageSelect } from "./brand.js";
import { element } from "../parts/dom-element.js";

/**
 * The page of who is not signed in: name and token. It keeps nothing; what was typed goes to
 * `submit`.
 */
export class SignIn {
  /**
   * @param {object} wiring
   * @param {(who: {name: string, token: string}) => void} wiring.submit
   * @param {(language: string) => void} wiring.speak
   */
  constructor({ texts, language, submit, speak }, who = { name: "", token: "" }) {
    this.texts = texts;
    this.name = element("input", {
      id: "name", name: "name", required: true, autocomplete: "username", autocapitalize: "none",
      spellcheck: "false", maxlength: 128,
    });
    this.token = element("input", {
      id: "token", name: "token", type: "password", required: true,
      autocomplete: "current-password", "aria-describedby": "token-hint",
    });
    this.name.value = who.name;
    this.token.value = who.token;
    this.button = element("button", { type: "submit", class: "button primary" }, texts.signIn);
    this.message = element("p", { class: "sign-in-message", role: "alert" });
    const [before, after] = texts.tokenHint.split("{command}");
    this.element = element("main", { class: "sign-in" },
      element("form", { class: "sign-in-card", submit: (event) => {
        event.preventDefault();
        submit(this.who);
      } },
        deskMark(),
        element("h1", {}, texts.desk),
        element("label", { for: "name" }, texts.name),
        this.name,
        element("label", { for: "token" }, texts.token),
        this.token,
        element("p", { class: "hint", id: "token-hint" },
          before, element("code", {}, "parley agent-token NAME"), after),
        this.message,
        this.button,
      ),
      languageSelect(texts, language, speak),
    );
  }

  get who() {
    return { name: this.name.value.trim(), token: this.token.value.trim() };
  }

  focus() {
    (this.name.value ? this.token : this.name).focus();
  }

  /** While the answer is awaited; the message says what keeps it. */
  wait(message = "") {
    this.button.disabled = true;
    this.button.textContent = this.texts.signingIn;
    this.message.textContent = message;
    this.message.classList.remove("is-error");
  }

  refuse(message) {
    this.button.disabled = false;
    this.button.textContent = this.texts.signIn;
    this.message.textContent = message;
    this.message.classList.add("is-error");
    this.token.focus();
    this.token.select();
  }
}
