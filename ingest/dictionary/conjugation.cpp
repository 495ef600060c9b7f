#include "dictionary/conjugation.h"

namespace chancery::ingest {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends_in_consonant_y(std::string_view word) {
  return word.size() > 1 && word.back() == 'y' && !is_vowel(word[word.size() - 2]);
}

bool takes_es(std::string_view word) {
  return word.ends_with("s") || word.ends_with("x") || word.ends_with("z") ||
         word.ends_with("ch") || word.ends_with("sh");
}

}  // namespace

std::string regular_plural(std::string_view noun) {
  std::string form(noun);
  if (ends_in_consonant_y(noun)) {
    form.pop_back();
    return form + "ies";
  }
  return form + (takes_es(noun) ? "es" : "s");
}

Conjugation conjugate_regular(std::string_view base) {
  Conjugation forms;
  forms.base = base;
  forms.third = regular_plural(base);
  if (base.ends_with("o")) forms.third = std::string(base) + "es";
  std::string stem(base);
  if (base.ends_with("e")) {
    forms.past = stem + "d";
    if (!base.ends_with("ee")) stem.pop_back();
  } else if (ends_in_consonant_y(base)) {
    forms.past = stem.substr(0, stem.size() - 1) + "ied";
  } else {
    forms.past = stem + "ed";
  }
  forms.participle = forms.past;
  forms.gerund = stem + "ing";
  return forms;
}

}  // namespace chancery::ingest
