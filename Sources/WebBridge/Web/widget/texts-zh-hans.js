const minutesOrHours = (minutes) =>
  minutes > 90 ? `约 ${Math.round(minutes / 60)} 小时` : `约 ${minutes} 分钟`;

/** What the widget says in Chinese, in simplified characters. */
export default {
  opener: "在线客服",
  unread: (count) => `${count} 条新消息`,
  title: "在线客服",
  withBot: "智能助手正在为您服务",
  withQueue: "人工客服马上就来",
  withAgent: "人工客服",
  close: "关闭",

  log: "对话",
  you: "您",
  bot: "智能助手",
  agent: "客服",
  system: "提示",
  earlier: "查看更早的消息",
  latest: "回到最新",
  chosen: "已选",

  field: "消息",
  placeholder: "请输入您的问题",
  send: "发送",
  left: (count) => `还可输入 ${count} 字`,
  over: (count) => `超出 ${count} 字`,

  sending: "发送中…",
  sent: "已发送",
  notSent: "发送失败",
  retry: "重试",
  edit: "修改",
  reasons: {
    TOO_LONG: "内容太长，请删减或分几条发送。",
    BAD_PARAMS: "这个选项已失效，您可以直接输入文字。",
    other: "系统开小差了。",
  },

  place: (position, minutes) =>
    minutes
      ? `您排在第 ${position} 位，预计等待${minutesOrHours(minutes)}`
      : `您排在第 ${position} 位`,
  waiting: "正在排队，人工客服马上就来。",
  closed: "本次对话已结束，如需帮助，直接发消息即可。",
  reconnecting: "正在重新连接…",
  botWrites: "智能助手正在输入",
  agentWrites: (name) => (name ? `${name} 正在输入` : "客服正在输入"),
};
