// Statements of French and Spanish texts, by their own verbs.

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "chancery/ingest/extract.h"

namespace chancery::ingest {
namespace {

std::set<std::string> stated(const std::string& language, const std::string& text) {
  static const auto loaded =
      Dictionaries::load({{std::filesystem::path(CHANCERY_SOURCE_DIR) / "corpus"}, {}, {}});
  const std::string note = "---\nlanguage: " + language + "\n---\n" + text;
  const Annotations a = extract(read_document("note.md", note), *loaded).annotations;
  std::set<std::string> out;
  for (const StatementRecord& s : a.statements) {
    if (s.confidence < kDerivationThreshold) continue;
    out.insert(a.entities[s.subject].id + " " + s.type + " " + a.entities[s.object].id);
  }
  return out;
}

void expect_stated(const std::string& language, const std::string& text,
                   const std::string& triple) {
  const auto found = stated(language, text);
  std::string all;
  for (const std::string& statement : found) all += "\n  " + statement;
  EXPECT_TRUE(found.contains(triple)) << text << "\nlacks " << triple << ", has" << all;
}

TEST(FrenchStatements, OfEachRelation) {
  const std::pair<const char*, const char*> cases[] = {
      {"La Suisse soutient le renforcement des capacités.",
       "state:ch SUPPORTS topic:capacity-building"},
      {"Le Sénégal et le Maroc se félicitent des mesures de confiance.",
       "state:ma SUPPORTS topic:confidence-building"},
      {"L'Estonie a souligné l'importance du chiffrement.", "state:ee SUPPORTS topic:encryption"},
      {"Le Canada appelle les États à protéger les infrastructures critiques.",
       "state:ca SUPPORTS topic:critical-infrastructure"},
      {"La Belgique s'engage à renforcer la cyberrésilience.",
       "state:be COMMITS_TO topic:cyber-resilience"},
      {"La Tunisie est déterminée à combattre la cybercriminalité.",
       "state:tn COMMITS_TO topic:cybercrime"},
      {"Le Ghana a réaffirmé son attachement au droit international.",
       "state:gh COMMITS_TO topic:international-law"},
      {"L'Irlande a fermement condamné les rançongiciels.", "state:ie CONDEMNS topic:ransomware"},
      {"Le Chili a exprimé sa profonde préoccupation face à l'hameçonnage.",
       "state:cl CONCERNED_ABOUT topic:phishing"},
      {"Le Pérou s'inquiète des logiciels espions.",
       "state:pe CONCERNED_ABOUT topic:commercial-spyware"},
      {"Le Kenya s'oppose à la censure en ligne.", "state:ke OPPOSES topic:internet-shutdowns"},
      {"Le Togo exhorte le Bénin à coopérer.", "state:tg CALLS_ON state:bj"},
      {"Le Japon a discuté de la cyberdéfense.", "state:jp DISCUSSED topic:cyber-defence"},
      {"Oman et le Qatar ont échangé sur la cybersécurité.",
       "state:om DISCUSSED topic:cybersecurity"},
      {"Le Brésil a ratifié la Convention de Budapest.",
       "state:br ADOPTED inst:budapest-convention"},
      {"Le Luxembourg coopère avec l'Union européenne.", "state:lu COOPERATES_WITH org:eu"},
      {"La France apporte une aide à l'Ukraine.", "state:fr ASSISTS state:ua"},
      {"La Russie a attaqué l'Ukraine.", "state:ru ATTACKED state:ua"},
      {"Le Danemark a sanctionné l'Iran.", "state:dk SANCTIONED state:ir"},
  };
  for (const auto& [text, triple] : cases) expect_stated("fr", text, triple);
}

TEST(FrenchStatements, OfThePartiesJustNamed) {
  const std::string text =
      "La Suisse et le Maroc ont signé la Convention de Budapest. Les deux pays sont préoccupés "
      "par "
      "l'hameçonnage. Les deux délégations ont condamné les rançongiciels.";
  expect_stated("fr", text, "state:ma CONCERNED_ABOUT topic:phishing");
  expect_stated("fr", text, "state:ch CONDEMNS topic:ransomware");
}

TEST(FrenchStatements, UnderAHeaderSubject) {
  const std::string text =
      "L'Assemblée générale,\n\nPréoccupée par les cyberattaques visant l'Ukraine,\n\n"
      "Prenant note avec satisfaction du renforcement des capacités,\n\n"
      "1. Condamne les rançongiciels;\n\n2. Se félicite des mesures de confiance;\n";
  expect_stated("fr", text, "org:unga CONCERNED_ABOUT topic:malicious-cyber-activity");
  expect_stated("fr", text, "org:unga SUPPORTS topic:capacity-building");
  expect_stated("fr", text, "org:unga CONDEMNS topic:ransomware");
  expect_stated("fr", text, "org:unga SUPPORTS topic:confidence-building");
}

TEST(SpanishStatements, OfEachRelation) {
  const std::pair<const char*, const char*> cases[] = {
      {"Suiza respalda la creación de capacidades.", "state:ch SUPPORTS topic:capacity-building"},
      {"Chile y el Perú acogen con satisfacción las medidas de fomento de la confianza.",
       "state:pe SUPPORTS topic:confidence-building"},
      {"Estonia destacó la importancia del cifrado.", "state:ee SUPPORTS topic:encryption"},
      {"Canadá insta a los Estados a proteger las infraestructuras críticas.",
       "state:ca SUPPORTS topic:critical-infrastructure"},
      {"Bélgica se compromete a reforzar la ciberresiliencia.",
       "state:be COMMITS_TO topic:cyber-resilience"},
      {"Uruguay está decidido a combatir la ciberdelincuencia.",
       "state:uy COMMITS_TO topic:cybercrime"},
      {"Ghana reafirmó su compromiso con el derecho internacional.",
       "state:gh COMMITS_TO topic:international-law"},
      {"Irlanda condenó enérgicamente el ransomware.", "state:ie CONDEMNS topic:ransomware"},
      {"Colombia expresó su profunda preocupación por la desinformación.",
       "state:co CONCERNED_ABOUT topic:disinformation"},
      {"Kenya se opone a la censura en línea.", "state:ke OPPOSES topic:internet-shutdowns"},
      {"Panamá exhorta a Cuba a cooperar.", "state:pa CALLS_ON state:cu"},
      {"El Japón debatió la ciberdefensa.", "state:jp DISCUSSED topic:cyber-defence"},
      {"Omán y Qatar intercambiaron opiniones sobre la ciberseguridad.",
       "state:om DISCUSSED topic:cybersecurity"},
      {"El Brasil ratificó el Convenio de Budapest.", "state:br ADOPTED inst:budapest-convention"},
      {"Luxemburgo coopera con la Unión Europea.", "state:lu COOPERATES_WITH org:eu"},
      {"España prestó asistencia a Costa Rica.", "state:es ASSISTS state:cr"},
      {"Rusia atacó a Ucrania.", "state:ru ATTACKED state:ua"},
      {"Dinamarca sancionó al Irán.", "state:dk SANCTIONED state:ir"},
  };
  for (const auto& [text, triple] : cases) expect_stated("es", text, triple);
}

TEST(SpanishStatements, UnderAHeaderSubject) {
  const std::string text =
      "La Asamblea General,\n\nPreocupada por el ransomware,\n\n"
      "Reafirmando su compromiso con el derecho internacional,\n\n"
      "1. Acoge con beneplácito la creación de capacidad;\n\n2. Condena los ciberataques;\n";
  expect_stated("es", text, "org:unga CONCERNED_ABOUT topic:ransomware");
  expect_stated("es", text, "org:unga COMMITS_TO topic:international-law");
  expect_stated("es", text, "org:unga SUPPORTS topic:capacity-building");
  expect_stated("es", text, "org:unga CONDEMNS topic:malicious-cyber-activity");
}

}  // namespace
}  // namespace chancery::ingest
