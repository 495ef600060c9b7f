// A folder of references and a folder of texts, brought together by name.

#include <fmt/format.h>

#include <algorithm>

#include "chancery/error.h"
#include "chancery/ingest/evaluate.h"
#include "chancery/ingest/pipeline.h"
#include "evaluation/reference_file.h"

namespace chancery::ingest {
namespace {

namespace fs = std::filesystem;

/// `hint` says what the folder should have been, where it holds no annotations.
std::vector<fs::path> annotation_files(const fs::path& folder, const char* hint) {
  std::error_code failure;
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    if (entry.path().extension() == ".json") out.push_back(entry.path());
  }
  if (failure) {
    throw Error(ErrorKind::input_error,
                fmt::format("this folder of annotations cannot be read: {}", failure.message()),
                {folder.string()});
  }
  if (out.empty()) {
    throw Error(ErrorKind::input_error,
                fmt::format("there are no annotations (*.json) in this folder; {}", hint),
                {folder.string()});
  }
  std::sort(out.begin(), out.end());
  return out;
}

class TextFolder {
 public:
  explicit TextFolder(const fs::path& folder) : folder_(folder) {
    const std::vector<fs::path> paths{folder};
    for (const fs::path& path : find_documents(paths))
      by_name_[path.stem().string()].push_back(path);
  }

  const fs::path& text_of(const fs::path& reference) const {
    const auto at = by_name_.find(reference.stem().string());
    if (at == by_name_.end()) {
      throw Error(
          ErrorKind::input_error,
          fmt::format("there is no text of this name in {}; put {}.txt, .md or .html there, "
                      "or take the reference away",
                      folder_.string(), reference.stem().string()),
          {reference.string()});
    }
    if (at->second.size() > 1) {
      throw Error(ErrorKind::input_error,
                  fmt::format("two texts have this name, {} and {}; keep one of them",
                              at->second[0].string(), at->second[1].string()),
                  {reference.string()});
    }
    return at->second.front();
  }

 private:
  fs::path folder_;
  std::map<std::string, std::vector<fs::path>> by_name_;
};

/// Throws with the file's own name, which the scorer does not know.
std::string checked_annotations(const fs::path& path, const Lexicon& lexicon) {
  std::string text = read_annotation_file(path);
  check_types(path.string(), text, parse_annotations(path.string(), text), lexicon);
  return text;
}

/// Output from elsewhere: none where there is no such file.
std::string output_of(const fs::path& reference, const fs::path& annotations,
                      const Lexicon& lexicon) {
  const fs::path path = annotations / reference.filename();
  std::error_code none;
  return fs::exists(path, none) ? checked_annotations(path, lexicon) : std::string();
}

}  // namespace

Evaluation evaluate(const fs::path& references, const fs::path& texts,
                    const Dictionaries& dictionaries, const fs::path& annotations) {
  const auto files = annotation_files(
      references, "name the folder of references first, then the folder of their texts");
  if (!annotations.empty()) {
    annotation_files(annotations, "chancery annotate --out writes such a folder");
  }
  const TextFolder folder(texts);
  const Lexicon& lexicon = lexicon_of(dictionaries);
  Evaluation out;
  for (const fs::path& file : files) {
    ScoredDocument document;
    document.name = file.stem().string();
    document.reference = checked_annotations(file, lexicon);
    document.annotations = extract(read_document(folder.text_of(file)), dictionaries).annotations;
    if (!annotations.empty()) document.system = output_of(file, annotations, lexicon);
    out.documents.push_back(score_document(document));
  }
  return out;
}

}  // namespace chancery::ingest
