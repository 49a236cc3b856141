// A classic script before everything else: the widget, which runs as soon as it has loaded, takes
// the page's language from <html lang>.
{
  const known = [
    [/^zh-(hant|tw|hk|mo)\b/i, "zh-Hant"],
    [/^zh\b/i, "zh-Hans"],
    [/^vi\b/i, "vi"],
    [/^en\b/i, "en"],
  ];
  const asked = new URLSearchParams(location.search).get("lang") ?? "";
  const tags = [asked, ...navigator.languages]
    .map((wanted) => known.find(([pattern]) => pattern.test(wanted))?.[1]);
  document.documentElement.lang = tags.find(Boolean) ?? "en";
}
