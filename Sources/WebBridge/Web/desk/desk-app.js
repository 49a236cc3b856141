import { deskMemory, chosenLanguage } from "./desk-memory.js";
import { DeskPage } from "./desk-page.js";
import { DeskSession } from "./desk-session.js";
import { errorText, preferredLanguage, textsOf } from "./desk-texts.js";
import { SignIn } from "./sign-in.js";

const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/agent`;

let language = chosenLanguage.read() ?? preferredLanguage(navigator.languages);
let texts = textsOf(language);
/** @type {SignIn | null} */
let signIn = null;
/** @type {DeskPage | null} */
let page = null;
/** @type {DeskSession | null} */
let session = null;

function show(element) {
  document.documentElement.lang = language;
  document.title = `Parley · ${texts.desk}`;
  document.body.replaceChildren(element);
}

function speak(chosen) {
  language = chosen;
  texts = textsOf(language);
  chosenLanguage.write(language);
  if (page) showDesk();
  else showSignIn(signIn.who);
}

function showSignIn(who) {
  page?.leave();
  page = null;
  signIn = new SignIn({ texts, language, speak, submit: begin }, who);
  show(signIn.element);
  signIn.focus();
}

function showDesk() {
  page?.leave();
  signIn = null;
  page = new DeskPage({ texts, language, speak, session, memory: deskMemory, signOut });
  show(page.element);
  page.begin();
}

function begin(who) {
  session?.stop();
  signIn?.wait();
  session = new DeskSession(who, deskMemory, {
    changed: (changes) => page?.changed(changes),
    linked: (up) => linked(up, who),
    ended: (error) => refuse(error, who),
  }, address);
  session.start();
}

function linked(up, who) {
  if (up && !page) {
    // Kept once it has proved right, and only for as long as this tab lives.
    deskMemory.write("who", who);
    showDesk();
  }
  if (!up) signIn?.wait(texts.unreachable);
  page?.linked(up);
}

function refuse(error, who) {
  const denied = page ? texts.tokenEnded : texts.wrongToken;
  const message = error.name === "DENIED" ? denied : errorText(texts, error);
  deskMemory.write("who", null);
  session = null;
  if (!signIn) showSignIn({ name: who.name, token: "" });
  signIn.refuse(message);
}

async function signOut() {
  const leaving = session;
  session = null;
  showSignIn();
  deskMemory.clear();
  await leaving.signOut();
}

const known = deskMemory.read("who", null);
if (known) {
  begin(known);
  showDesk();
} else {
  showSignIn();
}
