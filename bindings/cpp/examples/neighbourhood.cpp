// What does one entity say about whom? Prints every derived relationship of an entity with the
// first sentence that proves it.
//
//   neighbourhood DATABASE NAME

#include <chancery/chancery.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: neighbourhood DATABASE NAME\n";
    return 2;
  }
  try {
    auto db = chancery::Database::open(argv[1], chancery::OpenMode::read);
    const auto entity = db.entity(argv[2]);
    if (!entity) {
      std::cerr << "no entity is called " << argv[2] << "\n";
      return 1;
    }
    for (const auto& row : db.query("MATCH (:Entity {id: $id})-[r]->(o:Entity) "
                                    "RETURN type(r), o.name, r ORDER BY type(r), o.name",
                                    {{"id", entity->id}})) {
      std::cout << entity->name << " " << to_display(row[0]) << " " << to_display(row[1]) << "\n";
      const auto proofs = db.evidence(row[2].as_relationship().id);
      if (!proofs.empty()) std::cout << "    " << proofs[0].quote << "\n";
    }
  } catch (const chancery::Error& error) {
    std::cerr << error.render() << "\n";
    return 1;
  }
}
