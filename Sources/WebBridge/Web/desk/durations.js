/**
 * How long something takes, short enough for a list: `0:42`, `12:07`, `1 h 5 min`, `2 d 3 h`.
 * @param {number} seconds negative ones count as none
 * @param {Record<"day" | "hour" | "minute", (n: number) => string>} texts
 */
export function durationText(seconds, texts) {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days) return pair(texts.day(days), hours % 24 && texts.hour(hours % 24));
  if (hours) return pair(texts.hour(hours), minutes % 60 && texts.minute(minutes % 60));
  return `${minutes}:${String(whole % 60).padStart(2, "0")}`;
}

function pair(large, small) {
  return small ? `${large} ${small}` : large;
}

/**
 * How a promised time stands. `state` is `late` once it has passed, `soon` in its last minute.
 * @param {number | null} dueAt milliseconds of the clock that `now` reads
 */
export function dueState(dueAt, now, texts) {
  if (dueAt == null) return null;
  const seconds = (dueAt - now) / 1000;
  if (seconds < 0) return { state: "late", text: texts.late(durationText(-seconds, texts)) };
  const text = texts.due(durationText(seconds, texts));
  return { state: seconds < 60 ? "soon" : "fine", text };
}

/** How what an agent owes stands, as `DeskChat.owed` tells it; null when nothing is owed. */
export function owedState({ dueAt = null, since }, now, texts) {
  if (since === undefined) return dueState(dueAt, now, texts);
  return { state: "fine", text: texts.waits(durationText((now - since) / 1000, texts)) };
}

/** Hours and minutes of a message, in the agent's own time zone. */
export function timeOfDay(at, language) {
  const format = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(language, format).format(new Date(at));
}

/** The day of a message, for the line between two days. */
export function dayText(at, language) {
  const format = { weekday: "short", day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(language, format).format(new Date(at));
}
