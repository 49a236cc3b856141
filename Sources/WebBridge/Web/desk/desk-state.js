import { DeskChat } from "./desk-chat.js";

/**
 * @typedef {{what: "waiting" | "chats" | "presence" | "loaded"}
 *   | {what: "arrived", rows: object[]}
 *   | {what: "stale", queue?: boolean, chats?: boolean}
 *   | {what: "chat" | "missing" | "taken" | "lost" | "typing", chat: string}
 *   | {what: "said", chat: string, message: object}} Change
 *
 * `stale`: read that list again; `missing`: read the chat's history after its last message;
 * `taken`: this agent has the chat now, perhaps through another window; `lost`: the agent no longer
 * has it.
 */

const TYPING_LASTS = 8_000;
const INTENTS_KEPT = 200;

/**
 * Everything the desk shows, from the daemon's answers and events. Pure: no connection, no page,
 * and the time is a parameter. Whatever comes twice is taken once.
 */
export class DeskState {
  /**
   * Chats that the agent holds, in the order of taking them, and those looked at.
   * @type {Map<string, DeskChat>}
   */
  chats = new Map();
  /** Rows of `queue.list` with `since` and `dueAt` in milliseconds. */
  waiting = [];
  /** The newest event that was taken; null before the first subscription. @type {number | null} */
  cursor = null;
  /** What customers of this desk wanted lately: suggestions for labels. @type {Set<string>} */
  intents = new Set();
  /** Rises with every change of an owner. */
  version = 0;

  constructor(me) {
    this.me = me;
  }

  get held() {
    return [...this.chats.values()].filter((chat) => chat.isHeldBy(this.me));
  }

  get unread() {
    return this.held.reduce((sum, chat) => sum + chat.unread(this.me), 0);
  }

  /** The chat, known from now on. */
  chat(id) {
    let chat = this.chats.get(id);
    if (!chat) this.chats.set(id, (chat = new DeskChat(id)));
    return chat;
  }

  /** Forgets the chats that are neither held nor looked at. */
  forget(isShown) {
    for (const [id, chat] of this.chats) {
      if (!chat.isHeldBy(this.me) && !isShown(id) && !chat.pending.length) this.chats.delete(id);
    }
  }

  /** One event of the daemon's. @returns {Change[]} */
  take(event, now) {
    if (typeof event.cursor === "number") {
      if (this.cursor !== null && event.cursor <= this.cursor) return [];
      this.cursor = event.cursor;
    }
    const chat = this.chats.get(event.chat);
    switch (event.type) {
      case "message":
        return this.#message(chat, event);
      case "owner":
        return this.own(event.chat, event.owner, event.epoch ?? 0);
      case "escalation": {
        const { escalation, reason, team } = event;
        chat?.describe({ escalation, reason, team }, now);
        return [{ what: "stale", queue: true }, ...about(chat)];
      }
      case "queue":
        return [{ what: "stale", queue: true }];
      case "note":
        if (!chat) return [];
        chat.notes.set(event.note, event);
        chat.settle();
        return about(chat);
      case "typing":
        return this.#typing(chat, event, now);
      case "presence":
        return [{ what: "presence" }];
      default:
        return [];
    }
  }

  #message(chat, { message }) {
    if (message.intent) {
      this.intents.delete(message.intent);
      this.intents.add(message.intent);
      if (this.intents.size > INTENTS_KEPT) this.intents.delete(this.intents.values().next().value);
    }
    if (!chat) return [];
    const outcome = chat.add(message);
    if (outcome === "known") return about(chat);
    const said = { what: "said", chat: chat.id, message };
    if (outcome === "missing") return [said, { what: "missing", chat: chat.id }, ...about(chat)];
    return [said, ...about(chat)];
  }

  #typing(chat, { from, on, agent, name }, now) {
    if (!chat || (from === "agent" && chat.isHeldBy(this.me))) return [];
    chat.typing = on ? { from, agent: agent ?? name, until: now + TYPING_LASTS } : null;
    return [{ what: "typing", chat: chat.id }];
  }

  /** The chat has a new owner. An older epoch than the one that is known changes nothing. */
  own(id, owner, epoch = 0) {
    const changes = [];
    if (owner !== "queue" && this.waiting.some((row) => row.chat === id)) {
      this.waiting = this.waiting.filter((row) => row.chat !== id);
      changes.push({ what: "waiting" });
    }
    if (owner === "queue") changes.push({ what: "stale", queue: true });
    const mine = owner === `agent:${this.me}`;
    const chat = mine ? this.chat(id) : this.chats.get(id);
    if (!chat || (epoch && epoch < chat.epoch)) return changes;
    const was = chat.isHeldBy(this.me);
    if (epoch) chat.epoch = epoch;
    chat.owner = owner;
    chat.ownedSince = ++this.version;
    if (mine && !was) changes.push({ what: "taken", chat: id }, { what: "stale", chats: true });
    if (was && !mine) changes.push({ what: "lost", chat: id });
    return [...changes, ...about(chat)];
  }

  /** The answer of `queue.list`. @returns {Change[]} */
  setWaiting(rows, now) {
    const known = new Map(this.waiting.map((row) => [row.escalation, row]));
    this.waiting = rows.map((row) => {
      const since = now - row.waiting_s * 1000;
      const dueAt = row.due_s == null ? null : now + row.due_s * 1000;
      // Whole seconds came over the wire: a clock that is already running must not jump by their
      // rest.
      const before = known.get(row.escalation);
      const keeps = before && Math.abs(before.since - since) < 2_000;
      return { ...row, since: keeps ? before.since : since, dueAt: keeps ? before.dueAt : dueAt };
    });
    for (const row of this.waiting) {
      const chat = this.chats.get(row.chat);
      if (chat && !chat.isHeldBy(this.me)) chat.describe(row, now);
    }
    const arrived = this.waiting.filter((row) => !known.has(row.escalation));
    return [{ what: "waiting" }, ...(arrived.length ? [{ what: "arrived", rows: arrived }] : [])];
  }

  /**
   * The answer of `agent.chats`. `version` is the state's when it was asked: what changed since
   * then is newer than the answer.
   * @returns {Change[]}
   */
  setHeld(rows, now, version) {
    const changes = [{ what: "chats" }];
    const told = new Set(rows.map((row) => row.chat));
    // The order of taking them, as nearly as can be told: a chat keeps its key over a reload.
    const inOrder = [...rows].sort((a, b) => (a.escalation ?? 0) - (b.escalation ?? 0));
    for (const row of inOrder) {
      const known = this.chats.get(row.chat);
      if (known && known.ownedSince > version && !known.isHeldBy(this.me)) continue;
      if (!known?.isHeldBy(this.me)) changes.push(...this.own(row.chat, `agent:${this.me}`));
      this.chat(row.chat).describe(row, now);
      changes.push(...about(this.chat(row.chat)));
    }
    for (const chat of this.held) {
      if (told.has(chat.id) || chat.ownedSince > version) continue;
      changes.push(...this.own(chat.id, "unknown"));
    }
    return changes;
  }
}

function about(chat) {
  return chat ? [{ what: "chat", chat: chat.id }, { what: "chats" }] : [];
}
