"""What is wrong with a page for somebody who cannot see it, or not well, or on a small screen."""

import json
import os

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "page_checks.js"),
          encoding="utf-8") as file:
    SCRIPT = file.read()

# Whoever reaches one of these with the keyboard has to hear what it is.
SPEAKING_ROLES = {
    "button", "link", "textbox", "combobox", "checkbox", "radio", "switch", "slider", "spinbutton",
    "searchbox", "tab", "menuitem", "dialog", "alertdialog", "log", "image", "img", "region",
}


def complaints(page, *checks):
    """What the named checks of page_checks.js find."""
    # As an expression through the debugger: the page's policy allows no eval.
    session = page.context.new_cdp_session(page)
    answer = session.send("Runtime.evaluate", {
        "expression": f"(() => {{ {SCRIPT}\nreturn check(...{json.dumps(checks)}); }})()",
        "awaitPromise": True, "returnByValue": True})
    session.detach()
    if "exceptionDetails" in answer:
        raise AssertionError(answer["exceptionDetails"])
    return answer["result"]["value"]


def accessibility_tree(page):
    """The page as the browser tells it to screen readers, in the order of reading."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    of_id = {node["nodeId"]: node for node in nodes}
    told, rest = [], [nodes[0]]
    while rest:
        node = rest.pop()
        if not node.get("ignored"):
            told.append(node)
        rest += [of_id[child] for child in reversed(node["childIds"]) if child in of_id]
    return told


def role_of(node):
    return node["role"]["value"]


def name_of(node):
    return str(node.get("name", {}).get("value", "")).strip()


def properties_of(node):
    return {item["name"]: item["value"].get("value") for item in node.get("properties", [])}


def accessibility_complaints(page):
    """Roles and names as the browser computes them, languages, headings, sizes, colours."""
    tree = accessibility_tree(page)
    found = complaints(page, "paleTexts", "smallTargets", "doubledIds")
    for node in tree:
        role, properties = role_of(node), properties_of(node)
        if (role in SPEAKING_ROLES or properties.get("focusable")) and not name_of(node):
            # The document itself can be scrolled, and has its title.
            if role not in ("RootWebArea", "Iframe"):
                found.append(f"{role} without a name: {node.get('backendDOMNodeId')}")
    roles = [role_of(node) for node in tree]
    if roles.count("main") != 1:
        found.append(f"{roles.count('main')} main landmarks")
    levels = [properties_of(node).get("level") for node in tree if role_of(node) == "heading"]
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} headings of the first level")
    found += [
        f"heading of level {after} follows {before}"
        for before, after in zip(levels, levels[1:]) if after > before + 1]
    if not page.title().strip():
        found.append("no title")
    if not page.locator("html").get_attribute("lang"):
        found.append("no language")
    return found
