"""The agents' desk as they use it: by what they read and hear."""

import re

from playwright.sync_api import expect


class DeskPage:
    """An agent's tab."""

    def __init__(self, page, name):
        self.page = page
        self.name = name
        self.waiting = page.get_by_role("list", name="Waiting", exact=True)
        self.mine = page.get_by_role("list", name="My chats", exact=True)
        self.claim_next = page.get_by_role("button", name="Claim next", exact=True)
        self.panes = page.get_by_role("region", name=re.compile("^Chat "))

    def visit(self):
        self.page.goto("/desk")
        return self

    def sign_in(self, token):
        self.page.get_by_label("Name", exact=True).fill(self.name)
        self.page.get_by_label("Token", exact=True).fill(token)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        expect(self.waiting).to_be_attached()
        return self

    def row(self, text):
        """The waiting chat whose row says that."""
        return self.waiting.get_by_role("listitem").filter(has_text=text)

    def look(self, text):
        """Opens the waiting chat whose row says that, and leaves it in the queue."""
        self.row(text).get_by_role("button").first.click()
        expect(self.panes.get_by_role("log").get_by_text(text)).to_be_visible()

    def claim(self, text):
        """Takes the waiting chat whose row says that, and gives its pane."""
        row = self.row(text)
        name = row.get_by_role("button", name=re.compile("^Claim ")).get_attribute("aria-label")
        row.get_by_role("button", name=name, exact=True).click()
        pane = self.pane(name.removeprefix("Claim "))
        expect(pane.field).to_be_visible()
        return pane

    def pane(self, name):
        return Pane(self.page.get_by_role("region", name=f"Chat {name}", exact=True), name)


class Pane:
    """One chat that is open on the desk."""

    def __init__(self, region, name):
        self.region = region
        self.name = name
        self.log = region.get_by_role("log")
        self.field = region.get_by_role("textbox", name="Message", exact=True)

    def button(self, name):
        return self.region.get_by_role("button", name=name, exact=True)

    def say(self, text):
        self.field.fill(text)
        self.button("Send").click()
        return self.sees(text)

    def sees(self, text):
        expect(self.log).to_contain_text(text)
        return self

    def return_to_bot(self):
        self.button("Return to bot").click()

    def resolve(self, outcome, label=""):
        self.button("Resolve").click()
        self.region.get_by_label("Outcome", exact=True).fill(outcome)
        self.region.get_by_label("Label", exact=True).fill(label)
        self.button("Resolve chat").click()
