const PREFIX = "parley.desk.";

/**
 * What this tab of the browser remembers over a reload, and forgets when it is closed: the token
 * too. A browser that refuses to store forgets at every reload, and everything else works.
 */
export const deskMemory = {
  /** @template T @param {string} key @param {T} otherwise @returns {T} */
  read(key, otherwise) {
    try {
      const stored = sessionStorage.getItem(PREFIX + key);
      return stored === null ? otherwise : JSON.parse(stored);
    } catch {
      return otherwise;
    }
  },

  write(key, value) {
    try {
      sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      // Full or forbidden: the desk goes on without.
    }
  },

  /** Everything of the agent who signs out. */
  clear() {
    try {
      for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
      }
    } catch {
      // Nothing was stored either.
    }
  },
};

/** The language that a person chose, kept for the next time too. */
export const chosenLanguage = {
  read() {
    try {
      return localStorage.getItem(PREFIX + "language");
    } catch {
      return null;
    }
  },

  write(language) {
    try {
      localStorage.setItem(PREFIX + "language", language);
    } catch {
      // As above.
    }
  },
};
