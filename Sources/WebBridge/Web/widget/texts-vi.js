const minutesOrHours = (minutes) =>
  minutes > 90 ? `khoảng ${Math.round(minutes / 60)} tiếng` : `khoảng ${minutes} phút`;

/** What the widget says in Vietnamese. */
export default {
  opener: "Chat",
  unread: (count) => `${count} tin nhắn mới`,
  title: "Chăm sóc khách hàng",
  withBot: "Trợ lý của shop đang trả lời bạn",
  withQueue: "Nhân viên sẽ trả lời bạn ngay",
  withAgent: "Chăm sóc khách hàng",
  close: "Đóng",

  log: "Cuộc trò chuyện",
  you: "Bạn",
  bot: "Trợ lý",
  agent: "Nhân viên",
  system: "Thông báo",
  earlier: "Tin nhắn cũ hơn",
  latest: "Mới nhất",
  chosen: "bạn đã chọn",

  field: "Tin nhắn",
  placeholder: "Nhập tin nhắn",
  send: "Gửi",
  left: (count) => `Còn ${count} ký tự`,
  over: (count) => `Dài quá ${count} ký tự`,

  sending: "Đang gửi…",
  sent: "Đã gửi",
  notSent: "Chưa gửi được",
  retry: "Thử lại",
  edit: "Sửa",
  reasons: {
    TOO_LONG: "Tin nhắn dài quá. Bạn rút gọn hoặc chia thành nhiều tin giúp shop nhé.",
    BAD_PARAMS: "Lựa chọn này không còn dùng được. Bạn cứ nhắn trực tiếp cho shop nhé.",
    other: "Bên shop đang gặp trục trặc.",
  },

  place: (position, minutes) =>
    minutes
      ? `Bạn đang ở vị trí số ${position}, chờ ${minutesOrHours(minutes)}`
      : `Bạn đang ở vị trí số ${position}`,
  waiting: "Bạn đang trong hàng chờ, nhân viên sẽ trả lời ngay.",
  closed: "Cuộc trò chuyện đã kết thúc. Bạn cứ nhắn tin nếu cần hỗ trợ thêm nhé.",
  reconnecting: "Đang kết nối lại…",
  botWrites: "Trợ lý đang soạn tin",
  agentWrites: (name) => (name ? `${name} đang soạn tin` : "Nhân viên đang soạn tin"),
};
