import NIOCore
import NIOWebSocket

/// Refuses what RFC 6455 says a server must not take from a browser, and NIO's decoder lets pass.
///
/// Unmasked frames (section 5.1): without the mask a page's script could choose the bytes on the
/// wire. Reserved bits and opcodes (5.2). Close frames that say nonsense (5.5.1, 7.4). After the
/// first of them nothing more is passed on.
final class WebSocketFrameGuard: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias InboundOut = WebSocketFrame

  /// What the connection is to be closed with.
  struct Violation: Error, Equatable {
    let code: WebSocketErrorCode
  }

  private var isOver = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    if let code = Self.fault(in: unwrapInboundIn(data)) {
      isOver = true
      context.fireErrorCaught(Violation(code: code))
    } else {
      context.fireChannelRead(data)
    }
  }

  /// The code that the frame deserves; nil where it may pass.
  static func fault(in frame: WebSocketFrame) -> WebSocketErrorCode? {
    guard frame.maskKey != nil, !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
      return .protocolError
    }
    switch frame.opcode {
    case .text, .binary, .continuation, .ping, .pong: return nil
    case .connectionClose: return fault(inClosing: frame.unmaskedData)
    default: return .protocolError
    }
  }

  private static func fault(inClosing data: ByteBuffer) -> WebSocketErrorCode? {
    var data = data
    if data.readableBytes == 0 { return nil }
    guard let code = data.readInteger(as: UInt16.self) else { return .protocolError }
    switch code {
    case 1_000...1_003, 1_007...1_014, 3_000...4_999: break
    default: return .protocolError
    }
    let isText = String(validating: data.readableBytesView, as: UTF8.self) != nil
    return isText ? nil : .dataInconsistentWithMessage
  }
}
