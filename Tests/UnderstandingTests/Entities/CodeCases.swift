extension EntityCase {
  static let orderNumbers: [EntityCase] = [
    .hans("订单号：２０２５１１２０７７８", "order_number=20251120778"),
    .hans("单号SF1234567890123", "order_number=SF1234567890123"),
    .hans("＃ｄｈ２０２５１１２０", "order_number=DH20251120"),
    .hant("怎麼還沒出貨 20251120778", "order_number=20251120778"),
    .hant("訂單編號#20251120778", "order_number=20251120778"),
    .vi("đơn dh20251120 đâu rồi", "order_number=DH20251120"),
    .vi("ma don 20251120778", "order_number=20251120778"),
    .en("#20251120778 where is it", "order_number=20251120778"),
    .en("order 13812345678", "order_number=13812345678"),
    .en("it is px-1234", "order_number=PX-1234"), .en("GHN55667788", "order_number=GHN55667788"),
    .en("2025 1120 778", "order_number=20251120778", asked: "order_number"),
    .en("2025-1120-778", "order_number=20251120778", asked: "order_number"),
    .en("1234567", "amount=1234567"), .en("px-12345"), .en("iphone15pro"), .en("RTX4090"),
    .en("WH-1000XM5"),
    .en("in 2026"), .en("order 12345"),
  ]

  static let phones: [EntityCase] = [
    .hans("13812345678", "phone=+8613812345678"),
    .hans("打给我 +86 138 1234 5678", "phone=+8613812345678"),
    .hans("１３８１２３４５６７８", "phone=+8613812345678"),
    .hans("138-1234-5678", "phone=+8613812345678"),
    .hans("0086 13812345678", "phone=+8613812345678"),
    .hans("86 138 1234 5678", "phone=+8613812345678"), .hans("010-88886666", "phone=+861088886666"),
    .hans("0755-12345678", "phone=+8675512345678"), .hans("(021) 5888 1234", "phone=+862158881234"),
    .hant("0912-345-678", "phone=+886912345678"), .hant("電話 (02) 2345-6789", "phone=+886223456789"),
    .hant("+886 912 345 678", "phone=+886912345678"),
    .hant("886-912-345-678", "phone=+886912345678"),
    .hant("whatsapp 9123 4567", "phone=+85291234567"),
    .hant("+852 9123 4567", "phone=+85291234567"),
    .hant("852 9123 4567", "phone=+85291234567"), .hant("9123 4567", "phone=+85291234567"),
    .vi("gọi mình số 0912 345 678 nhé", "phone=+84912345678"),
    .vi("sđt 0912.345.678", "phone=+84912345678"), .vi("+84 (0) 912 345 678", "phone=+84912345678"),
    .vi("84912345678", "phone=+84912345678"), .vi("028 3823 4567", "phone=+842838234567"),
    .vi("(+84) 912345678", "phone=+84912345678"),
    .en("call (415) 555-2671", "phone=+14155552671"), .en("+1 415 555 2671", "phone=+14155552671"),
    .en("1-415-555-2671", "phone=+14155552671"), .en("415.555.2671", "phone=+14155552671"),
    .en("+44 20 7946 0958", "phone=+442079460958"), .en("0084912345678", "phone=+84912345678"),
    .en("91234567", "phone=+85291234567", asked: "phone"),
  ]

  static let emails: [EntityCase] = [
    .en("mail Bob.Lee+x@Example.COM.", "email=bob.lee+x@example.com"),
    .hans("邮箱是ａｂ@qq.com谢谢", "email=ab@qq.com"),
    .vi("mail: a_b@gmail.com nhé", "email=a_b@gmail.com"),
    .en("a@b"), .en("x@.com"), .en("x@y..com"),
    .en("user12345678@shop.com", "email=user12345678@shop.com"),
  ]

  static let addresses: [EntityCase] = [
    .hans("寄到广东省深圳市南山区科技园路1号3栋502室", "address=广东省深圳市南山区科技园路1号3栋502室"),
    .hans("我的新地址是北京市朝阳区建国路88号，谢谢", "address=北京市朝阳区建国路88号"),
    .hans("地址：上海市浦东新区　世纪大道１００号", "address=上海市浦东新区 世纪大道100号"),
    .hans("成都市武侯区", "address=成都市武侯区"), .hans("中山路123号", "address=中山路123号"),
    .hans("杭州市西湖区文三路478号12栋3单元502", "address=杭州市西湖区文三路478号12栋3单元502"),
    .hans("在超市买的"), .hans("不知道3号能不能到", "date=2026-11-03"), .hans("这个城市没有你们的店"),
    .hant("寄到台北市信義區忠孝東路五段7號12樓之3", "address=台北市信義區忠孝東路五段7號12樓之3"),
    .hant("新北市板橋區文化路一段188號5樓", "address=新北市板橋區文化路一段188號5樓"),
    .hant("九龍旺角彌敦道688號", "address=九龍旺角彌敦道688號"),
    .vi(
      "số 12 đường Lê Lợi, phường Bến Nghé, quận 1, TP.HCM",
      "address=số 12 đường Lê Lợi, phường Bến Nghé, quận 1, TP.HCM"),
    .vi("giao tới 12/3 Nguyễn Trãi, P.5, Q.5 nhé", "address=12/3 Nguyễn Trãi, P.5, Q.5"),
    .vi("123 le loi, quan 1, ho chi minh", "address=123 le loi, quan 1, ho chi minh"),
    .vi("45B đường Láng, Đống Đa, Hà Nội", "address=45B đường Láng, Đống Đa, Hà Nội"),
    .vi("phường Bến Nghé quận 1 giúp em với", "address=phường Bến Nghé quận 1"),
    .vi(
      "xã Tân Phú, huyện Châu Thành, tỉnh Đồng Tháp",
      "address=xã Tân Phú, huyện Châu Thành, tỉnh Đồng Tháp"),
    .vi("hàng đi đường nào vậy"),
    .vi("mã đơn 20251120779 tình trạng sao rồi shop", "order_number=20251120779"),
    .vi("ma don 20251120779 tinh trang sao roi", "order_number=20251120779"),
    .vi("45 duong lang, dong da, ha noi", "address=45 duong lang, dong da, ha noi"),
    .vi("Q.1 TP.HCM", "address=Q.1 TP.HCM"), .vi("2 quần jean, 3 áo"), .vi("số 5 hay số 6"),
    .vi("mua 2 quan o ha noi"),
    // A Hebrew accent is a letter of two bytes.
    .vi("Nov 1th,  TP.CM\u{5A1}", "date=2026-11-01"),
    .en(
      "ship it to 1600 Amphitheatre Parkway, Mountain View, CA 94043 please",
      "address=1600 Amphitheatre Parkway, Mountain View, CA 94043"),
    .en("221B Baker Street, London NW1 6XE", "address=221B Baker Street, London NW1 6XE"),
    .en("350 5th Avenue, New York, NY 10118", "address=350 5th Avenue, New York, NY 10118"),
    .en(
      "12 Main St Apt 4B, Springfield, IL 62704-1234",
      "address=12 Main St Apt 4B, Springfield, IL 62704-1234"),
    .en("742 Evergreen Terrace", "address=742 Evergreen Terrace"),
    .en("3 items on the way", "quantity=3"), .en("is it on the way"),
  ]
}
