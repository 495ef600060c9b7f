// chancery annotate: what the extractor finds, in the reference format, without a database.

#include <fstream>
#include <iostream>
#include <set>

#include "chancery/error.h"
#include "commands.h"
#include "dictionaries.h"

namespace chancery::cli {

namespace {

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) throw Error(ErrorKind::io_error, "cannot be written", {.file = path.string()});
}

}  // namespace

int run_annotate(const AnnotateArguments& arguments) {
  const auto files = ingest::find_documents(arguments.paths);
  const auto dictionaries =
      load_dictionaries(arguments.dictionaries, arguments.gazetteers, arguments.verbs);
  std::error_code failure;
  if (!arguments.out.empty()) std::filesystem::create_directories(arguments.out, failure);
  if (failure)
    throw Error(ErrorKind::input_error, "cannot be made: " + failure.message(),
                {.file = arguments.out.string()});

  int code = kOk;
  std::set<std::string> written;
  for (const auto& path : files) {
    try {
      const auto document = ingest::read_document(path);
      const std::string json =
          ingest::to_reference_json(ingest::extract(document, *dictionaries).annotations);
      const std::string name = path.stem().string() + ".json";
      if (arguments.out.empty())
        std::cout << json;
      else if (written.insert(name).second)
        write_file(arguments.out / name, json);
      else
        throw Error(ErrorKind::input_error, "another document already wrote " + name,
                    {.file = path.string()});
    } catch (const Error& error) {
      std::cerr << "chancery: " << error.render() << "\n";
      code = kIncomplete;
    }
  }
  return code;
}

}  // namespace chancery::cli
