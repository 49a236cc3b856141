import NIOCore
import NIOWebSocket
import Testing

@testable import WebBridge

struct WebSocketFrameGuardTests {
  private func fault(
    _ opcode: WebSocketOpcode = .text, _ bytes: [UInt8] = [], isMasked: Bool = true,
    reserved: Int? = nil
  ) -> WebSocketErrorCode? {
    var frame = WebSocketFrame(
      fin: true, opcode: opcode, maskKey: isMasked ? [0, 0, 0, 0] : nil,
      data: ByteBuffer(bytes: bytes))
    frame.rsv1 = reserved == 1
    frame.rsv2 = reserved == 2
    frame.rsv3 = reserved == 3
    return WebSocketFrameGuard.fault(in: frame)
  }

  @Test func `lets masked frames of the six kinds pass`() {
    for opcode: WebSocketOpcode in [.text, .binary, .continuation, .ping, .pong, .connectionClose] {
      #expect(fault(opcode) == nil)
    }
  }

  @Test func `refuses what is not masked or means something that nobody agreed on`() {
    #expect(fault(isMasked: false) == .protocolError)
    for bit in 1...3 { #expect(fault(reserved: bit) == .protocolError) }
    for code: UInt8 in [3, 7, 11, 15] {
      #expect(fault(WebSocketOpcode(encodedWebSocketOpcode: code) ?? .text) == .protocolError)
    }
  }

  @Test func `a goodbye has a code that may be sent and a reason that is text`() {
    #expect(fault(.connectionClose, [0x03, 0xE8]) == nil)
    #expect(fault(.connectionClose, [0x03, 0xE8] + Array("再见".utf8)) == nil)
    #expect(fault(.connectionClose, [0x0F, 0xA0]) == nil)
    #expect(fault(.connectionClose, [0x03]) == .protocolError)
    for code: [UInt8] in [[0x03, 0xED], [0x00, 0x00], [0x03, 0xF7], [0x13, 0x88]] {
      #expect(fault(.connectionClose, code) == .protocolError)
    }
    #expect(fault(.connectionClose, [0x03, 0xE8, 0xFF]) == .dataInconsistentWithMessage)
  }
}
