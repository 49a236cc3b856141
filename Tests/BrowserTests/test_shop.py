"""The demo shop's page, in four languages."""

from playwright.sync_api import expect

from browser_test import BrowserTest
from page_checks import accessibility_complaints, complaints

HEADLINES = {
    "zh-Hans": "让日常，亮一点", "zh-Hant": "讓日常，亮一點", "vi": "Ngày thường, thêm chút sáng",
    "en": "Everyday things in a better light",
}
ORDERS = ["20251120778", "20251118001", "20251110002"]


class Shop(BrowserTest):
    def setUp(self):
        super().setUp()
        self.serve_shop()

    def page(self, path="/", language="en", **options):
        page = self.context(language, **options).new_page()
        page.goto(path)
        return page

    def test_it_speaks_the_language_of_the_browser(self):
        for language, headline in HEADLINES.items():
            with self.subTest(language):
                page = self.page(language=language)
                expect(page.get_by_role("heading", level=1)).to_have_text(headline)
                expect(page.locator("html")).to_have_attribute("lang", language)

    def test_a_link_chooses_another_language(self):
        page = self.page()
        for name, language in (
            ("简体中文", "zh-Hans"), ("繁體中文", "zh-Hant"), ("Tiếng Việt", "vi"), ("English", "en"),
        ):
            link = page.get_by_role("link", name=name, exact=True)
            link.click()
            expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINES[language])
            expect(page.locator("html")).to_have_attribute("lang", language)
            expect(link).to_have_attribute("aria-current", "true")

    def test_no_text_is_missing_in_any_language(self):
        page = self.page()
        wanted = page.evaluate(
            "[...document.querySelectorAll('[data-text], [data-label]')]"
            ".map(({ dataset }) => dataset.text ?? dataset.label)")
        for language in ("zh-hans", "zh-hant", "vi"):
            texts = page.evaluate(
                f"import('/shop/shop-texts-{language}.js').then((module) => module.default)")
            self.assertEqual(set(texts), set(wanted) | {"title"})
            self.assertEqual([key for key, text in texts.items() if not text.strip()], [])

    def test_there_are_three_orders_and_their_numbers_can_be_copied(self):
        page = self.page(permissions=["clipboard-read", "clipboard-write"])
        expect(page.get_by_role("article")).to_have_count(3)
        for number in ORDERS:
            card = page.get_by_role("article", name=number, exact=True)
            card.get_by_role("button", name="Copy", exact=True).click()
            expect(card.get_by_role("button")).to_have_text("Copied")
            self.assertEqual(page.evaluate("navigator.clipboard.readText()"), number)

    def test_what_the_page_suggests_to_ask_is_answered(self):
        for language in HEADLINES:
            for number in ORDERS:
                with self.subTest(f"{language} {number}"):
                    shopper = self.shopper(language)
                    card = shopper.page.get_by_role("article", name=number, exact=True)
                    shopper.open().say(card.locator("q").inner_text().strip("“”「」"))
                    answer = shopper.messages("bot").filter(has_text=number)
                    expect(answer).to_have_count(1)

    def test_a_link_leads_to_the_desk(self):
        page = self.page()
        page.get_by_role("link", name="For agents", exact=True).click()
        expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()

    def test_it_fits_and_can_be_read_on_any_screen_in_any_language(self):
        for language in HEADLINES:
            for scheme in ("light", "dark"):
                page = self.page(language=language, color_scheme=scheme)
                for width in (320, 480, 768, 1024, 1600):
                    with self.subTest(f"{language} {scheme} {width}"):
                        page.set_viewport_size({"width": width, "height": 800})
                        self.assertEqual(complaints(page, "sticksOut", "paleTexts"), [])
                self.assertEqual(accessibility_complaints(page), [])
