const minutesOrHours = (minutes) => {
  if (minutes > 90) return `about ${Math.round(minutes / 60)} hours`;
  return minutes === 1 ? "about 1 minute" : `about ${minutes} minutes`;
};

/** What the widget says in English. Functions take what is named; everything else is a text. */
export default {
  opener: "Chat",
  unread: (count) => (count === 1 ? "1 new message" : `${count} new messages`),
  title: "Customer service",
  withBot: "You’re talking to our assistant",
  withQueue: "Someone will be with you soon",
  withAgent: "Customer service",
  close: "Close",

  log: "Conversation",
  you: "You",
  bot: "Assistant",
  agent: "Customer service",
  system: "Notice",
  earlier: "Earlier",
  latest: "Latest",
  chosen: "your answer",

  field: "Message",
  placeholder: "Write a message",
  send: "Send",
  left: (count) => (count === 1 ? "1 character left" : `${count} characters left`),
  over: (count) => (count === 1 ? "1 character too many" : `${count} characters too many`),

  sending: "Sending…",
  sent: "Sent",
  notSent: "Not sent",
  retry: "Try again",
  edit: "Edit",
  reasons: {
    TOO_LONG: "It’s too long. Please shorten it or split it up.",
    BAD_PARAMS: "This can’t be chosen any more. You can write it instead.",
    other: "Something went wrong on our side.",
  },

  place: (position, minutes) =>
    minutes ? `You are number ${position}, ${minutesOrHours(minutes)}` : `You are number ${position}`,
  waiting: "You’re in the queue. Someone will be with you soon.",
  closed: "This conversation is closed. Write to start again.",
  reconnecting: "Reconnecting…",
  botWrites: "The assistant is typing",
  agentWrites: (name) => (name ? `${name} is typing` : "Customer service is typing"),
};
