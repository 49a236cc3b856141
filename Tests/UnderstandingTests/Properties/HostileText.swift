import Understanding

/// Texts that nobody types by chance, the same ones for the same seed.
struct HostileText {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  /// Pieces that recognisers know, scalars of all planes, and marks in between.
  mutating func text(length: Int) -> String {
    var view = String.UnicodeScalarView()
    while view.count < length {
      if next(3) > 0 {
        view.append(contentsOf: Self.pieces[next(Self.pieces.count)].unicodeScalars)
      } else {
        let pool = Self.pools[next(Self.pools.count)]
        let value = pool.lowerBound + UInt32(next(pool.count))
        if let scalar = Unicode.Scalar(value) { view.append(scalar) }
      }
    }
    return String(view)
  }

  mutating func notation(length: Int) -> String {
    (0..<length).map { _ in Self.signs[next(Self.signs.count)] }.joined()
  }

  private static let pools: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x30...0x39, 0x4E00...0x4FFF, 0xC0...0x1B0, 0x1EA0...0x1EF9, 0x300...0x330,
    0x2000...0x206F, 0x1F300...0x1F6FF, 0xFF00...0xFF60, 0x0...0x10FFFF,
  ]
  static let pieces =
    "1 12 170 20251120778 0912 345 678 +84 ( ) - / . : , # @ x * % ' \" ¥ $ NT$ 元 块 毛 k tr triệu ba tư rưỡi nửa trăm một mét cao nặng 身高 体重 斤 米 kg cm cm ft 5'7 号 路 区 市 号楼 栋 đường quận phường số p. Street St Ave NY 10001 NW1 6XE 双11 618 11.11 上周五 昨天 下午 点 半 中秋 Tết last friday in weeks ago hôm qua giờ chiều thứ 6 tuần trước 2026-11-20 T15:00 Z +07:00 件 打 双 俩 a dozen pair half XL XXL M 码 size cỡ 红色 màu đen 卫衣 áo nỉ đỏ TS-101 px-1234 a@b.co 4539578763621486 三百二 两万五 一 十 百 千 万 亿 零 (hù) ｋ ６ ＃ ½ ² \u{301} \u{309} \u{200B} \u{202E} ơ ư đ "
    .split(separator: " ").map(String.init) + [" ", " ", " ", "\n", "　"]
  private static let signs = [
    "(", ")", "[", "]", "{", "}", "<", ">", "|", "?", "*", "+", "\\", "\\d", "^", "-", ",", "1",
    "3", "64",
    "a", "Z", "é", "国", " ", ".", "order_number", "\u{301}",
  ]
}
