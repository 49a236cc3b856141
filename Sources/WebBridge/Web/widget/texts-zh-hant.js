const minutesOrHours = (minutes) =>
  minutes > 90 ? `約 ${Math.round(minutes / 60)} 小時` : `約 ${minutes} 分鐘`;

/** What the widget says in Chinese, in traditional characters. */
export default {
  opener: "線上客服",
  unread: (count) => `${count} 則新訊息`,
  title: "線上客服",
  withBot: "智慧小幫手為您服務中",
  withQueue: "真人客服很快就來",
  withAgent: "真人客服",
  close: "關閉",

  log: "對話",
  you: "您",
  bot: "智慧小幫手",
  agent: "客服",
  system: "提醒",
  earlier: "查看更早的訊息",
  latest: "回到最新",
  chosen: "已選",

  field: "訊息",
  placeholder: "請輸入您的問題",
  send: "傳送",
  left: (count) => `還可輸入 ${count} 字`,
  over: (count) => `超過 ${count} 字`,

  sending: "傳送中…",
  sent: "已傳送",
  notSent: "傳送失敗",
  retry: "再試一次",
  edit: "修改",
  reasons: {
    TOO_LONG: "內容太長了，請精簡或分成幾則傳送。",
    BAD_PARAMS: "這個選項已經失效，您可以直接輸入文字。",
    other: "系統暫時有點問題。",
  },

  place: (position, minutes) =>
    minutes
      ? `您目前排在第 ${position} 位，預計等候${minutesOrHours(minutes)}`
      : `您目前排在第 ${position} 位`,
  waiting: "正在排隊，真人客服很快就來。",
  closed: "這次對話已結束，需要協助的話，直接傳訊息就可以了。",
  reconnecting: "重新連線中…",
  botWrites: "智慧小幫手正在輸入",
  agentWrites: (name) => (name ? `${name} 正在輸入` : "客服正在輸入"),
};
