import ArgumentParser
import Understanding

/// `--language L`.
struct LanguageOption: ParsableArguments {
  @Option(
    help: "The language: zh-Hans, zh-Hant, vi or en.",
    transform: { tag in
      guard let language = Language(tag: tag) else {
        throw ValidationError("'\(tag)' is none of zh-Hans, zh-Hant, vi and en.")
      }
      return language
    })
  var language: Language?
}
