// Extraction, stage by stage. Each stage has one file under extract/.

#include "chancery/ingest/extract.h"

#include "extract/stages.h"

namespace chancery::ingest {

Extraction extract(const Document& document, const Dictionaries& dictionaries) {
  Analysis analysis(document, lexicon_of(dictionaries));
  read_passages(analysis);
  read_dates(analysis);
  find_names(analysis);
  resolve_names(analysis);
  find_norm_sets(analysis);
  find_issuers(analysis);
  name_after_parties(analysis);
  find_definite_descriptions(analysis);
  read_posts(analysis);
  read_nominals(analysis);
  read_operations(analysis);
  read_clauses(analysis);
  Extraction out;
  out.annotations = assemble(analysis);
  for (const Passage& passage : analysis.passages) out.sentences += passage.states;
  out.unparsed_sentences = analysis.unparsed_sentences;
  return out;
}

}  // namespace chancery::ingest
