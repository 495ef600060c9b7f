// chancery editions, stats, verify: what a database holds, and whether it is whole.

#include <fmt/format.h>

#include <iostream>

#include "commands.h"
#include "inspection.h"
#include "opening.h"

namespace chancery::cli {

namespace {

Value number(std::uint64_t n) { return static_cast<std::int64_t>(n); }

Value as_value(const EditionInfo& edition) {
  return Map{{"number", number(edition.number)},
             {"name", edition.name},
             {"created", edition.created},
             {"fingerprint", edition.fingerprint},
             {"nodes", number(edition.nodes)},
             {"relationships", number(edition.relationships)},
             {"documents", number(edition.documents)},
             {"bytes", number(edition.bytes)}};
}

Value as_value(const std::vector<Statistics::Count>& counts) {
  Map map;
  for (const auto& count : counts) map.emplace(count.name, number(count.count));
  return map;
}

std::vector<std::vector<std::string>> cells(const std::vector<Statistics::Count>& counts) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& count : counts) rows.push_back({count.name, grouped(count.count)});
  return rows;
}

std::vector<std::vector<std::string>> cells(const std::vector<IndexInfo>& indexes) {
  std::vector<std::vector<std::string>> rows;
  for (const IndexInfo& index : indexes)
    rows.push_back({":" + index.label + "(" + index.key + ")",
                    index.kind == IndexInfo::Kind::text ? "full text" : "property",
                    grouped(index.entries)});
  return rows;
}

}  // namespace

std::string render_editions(const Database& database) {
  std::vector<std::vector<std::string>> rows;
  for (const EditionInfo& edition : database.editions())
    rows.push_back({std::to_string(edition.number), edition.name, edition.created,
                    grouped(edition.documents), grouped(edition.nodes),
                    grouped(edition.relationships),
                    fmt::format("{:.1f}", static_cast<double>(edition.bytes) / 1e6),
                    edition.fingerprint.substr(0, 16)});
  return render_table(
      {"edition", "name", "created", "documents", "nodes", "relationships", "MB", "fingerprint"},
      rows, standard_output());
}

std::string render_statistics(const Database& database) {
  const Statistics statistics = database.statistics();
  const OutputOptions output = standard_output();
  const auto edition = database.graph()->edition();
  return (edition ? "edition " + std::to_string(edition->number) + ", " + edition->created
                  : std::string("the live store")) +
         ": " + grouped(statistics.nodes) + " nodes, " + grouped(statistics.relationships) +
         " relationships\n\n" + render_table({"label", "nodes"}, cells(statistics.labels), output) +
         "\n" +
         render_table({"relationship type", "relationships"}, cells(statistics.relationship_types),
                      output) +
         "\n" + render_table({"index", "kind", "entries"}, cells(statistics.indexes), output);
}

int run_editions(const InspectArguments& arguments) {
  const Database database = open_for_reading(arguments.database, "");
  if (arguments.json) {
    List list;
    for (const EditionInfo& edition : database.editions()) list.push_back(as_value(edition));
    std::cout << to_json(Value(std::move(list))) << "\n";
    return kOk;
  }
  std::cout << render_editions(database);
  return kOk;
}

int run_stats(const InspectArguments& arguments) {
  const Database database = open_for_reading(arguments.database, arguments.edition);
  const Statistics statistics = database.statistics();
  if (arguments.json) {
    std::cout << to_json(Map{{"nodes", number(statistics.nodes)},
                             {"relationships", number(statistics.relationships)},
                             {"labels", as_value(statistics.labels)},
                             {"relationship_types", as_value(statistics.relationship_types)}})
              << "\n";
    return kOk;
  }
  std::cout << render_statistics(database);
  return kOk;
}

int run_verify(const InspectArguments& arguments) {
  const Database database = arguments.edition.empty()
                                ? open_for_writing(arguments.database)
                                : open_for_reading(arguments.database, arguments.edition);
  const VerifyReport report = database.verify();
  if (arguments.json) {
    List faults;
    for (const std::string& fault : report.faults) faults.push_back(fault);
    std::cout << to_json(Map{{"nodes", number(report.nodes)},
                             {"relationships", number(report.relationships)},
                             {"documents", number(report.documents)},
                             {"statements", number(report.statements)},
                             {"faults", std::move(faults)}})
              << "\n";
  } else {
    for (const std::string& fault : report.faults) std::cout << fault << "\n";
    std::cout << fmt::format(
        "checked {} nodes, {} relationships, {} documents, {} statements: {}\n",
        grouped(report.nodes), grouped(report.relationships), grouped(report.documents),
        grouped(report.statements),
        report.faults.empty() ? "no faults" : grouped(report.faults.size()) + " faults");
  }
  return report.faults.empty() ? kOk : kIncomplete;
}

}  // namespace chancery::cli
