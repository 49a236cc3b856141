"""Small windows, both colour schemes, and no movement for who asked for none."""

from playwright.sync_api import expect

from browser_test import BrowserTest
from page_checks import accessibility_complaints, complaints

PHONE = {"width": 320, "height": 568}
# Reports every movement that begins, in shadow trees too. Fading is no movement.
REPORT_MOVEMENT = """
  const moving = /^(transform|translate|scale|rotate|top|left|right|bottom|inset|margin|width|height)/;
  window.movements = [];
  const watch = (root) => {
    for (const type of ["animationstart", "transitionrun"]) {
      root.addEventListener(type, ({ target, animationName, propertyName }) => {
        for (const animation of target.getAnimations()) {
          const { duration, iterations } = animation.effect.getComputedTiming();
          const properties = animation.effect.getKeyframes().flatMap(Object.keys);
          if (duration * iterations > 1 && properties.some((name) => moving.test(name))) {
            movements.push(`${target.className}: ${animationName ?? propertyName}`);
          }
        }
      }, true);
    }
  };
  watch(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    watch(root);
    return root;
  };
"""


class Layout(BrowserTest):
    def setUp(self):
        super().setUp()
        self.serve_shop()

    def assert_inside(self, locator, viewport):
        expect(locator).to_be_in_viewport(ratio=0.99)
        box = locator.bounding_box()
        self.assertGreaterEqual(round(box["x"]), 0)
        self.assertLessEqual(round(box["x"] + box["width"]), viewport["width"])

    def test_a_customer_can_do_everything_in_a_window_of_320_by_568(self):
        for language in ("zh-Hans", "zh-Hant", "vi", "en"):
            with self.subTest(language):
                customer = self.customer_of(language, viewport=PHONE, has_touch=True)
                customer.say("20251118001").sees("20251118001")
                for part in (customer.panel, customer.field, customer.send):
                    self.assert_inside(part, PHONE)
                self.assertEqual(complaints(customer.page, "sticksOut"), [])

    def test_an_agent_can_do_everything_in_a_window_of_320_by_568(self):
        customer = self.customer_of().say("talk to a person")
        lin = self.agent("lin", viewport=PHONE)
        self.assertEqual(complaints(lin.page, "sticksOut"), [])
        pane = lin.claim("talk to a person")
        pane.say("Lin here.")
        customer.sees("Lin here.")
        self.assert_inside(pane.field, PHONE)
        self.assertEqual(complaints(lin.page, "sticksOut"), [])

    def test_whoever_wants_less_motion_gets_none(self):
        context = self.context(reduced_motion="reduce")
        context.add_init_script(REPORT_MOVEMENT)
        self.assertEqual(self.movements(context), [])

    def test_this_would_see_movement(self):
        # Whoever did not ask sees the panel come: so the test before looks in the right place.
        context = self.context(reduced_motion="no-preference")
        context.add_init_script(REPORT_MOVEMENT)
        self.assertNotEqual(self.movements(context), [])

    def movements(self, context):
        from shop_page import ShopPage
        customer = ShopPage(context.new_page()).visit().open()
        customer.say("how much is delivery").sees("Delivery is free")
        customer.page.keyboard.press("Escape")
        expect(customer.log).to_be_hidden()
        return customer.page.evaluate("movements")

    def test_the_panel_can_be_read_and_heard_in_both_colour_schemes(self):
        for scheme in ("light", "dark"):
            with self.subTest(scheme):
                customer = self.customer_of(color_scheme=scheme)
                customer.say("please cancel my order 20251120778").sees("ordered by mistake")
                self.assertEqual(accessibility_complaints(customer.page), [])

    def test_the_desk_can_be_read_and_heard_in_both_colour_schemes(self):
        self.customer_of().say("talk to a person")
        self.customer_of("vi").say("cho mình gặp nhân viên")
        for scheme, text in (("light", "talk to a person"), ("dark", "gặp nhân viên")):
            with self.subTest(scheme):
                lin = self.agent("lin", color_scheme=scheme)
                self.assertEqual(accessibility_complaints(lin.page), [])
                pane = lin.claim(text)
                pane.say("Lin here.")
                self.assertEqual(accessibility_complaints(lin.page), [])
                pane.button("Resolve").click()
                self.assertEqual(accessibility_complaints(lin.page), [])
                pane.region.get_by_role("button", name="Cancel", exact=True).click()
